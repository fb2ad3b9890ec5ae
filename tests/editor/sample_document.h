// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta_json.h"
#include "model/document.h"

namespace syngraph::fuzz {

// A document that shows every format once.
inline model::Document sampleDocument()
{
    const auto delta = model::parseDelta(R"json([
{"insert":"Every format once"},{"insert":"\n","attributes":{"block":"title"}},
{"insert":"A paragraph with "},{"insert":"bold","attributes":{"bold":true}},{"insert":", "},
{"insert":"italic","attributes":{"italic":true}},{"insert":", "},
{"insert":"underlined","attributes":{"underline":true}},{"insert":", "},
{"insert":"struck","attributes":{"strike":true}},{"insert":", "},{"insert":"code()","attributes":{"code":true}},
{"insert":", "},{"insert":"red","attributes":{"color":"#c01c28"}},{"insert":", "},
{"insert":"marked","attributes":{"background":"#ffe58a"}},{"insert":", "},
{"insert":"large","attributes":{"size":16}},{"insert":", "},
{"insert":"serif","attributes":{"font":"DejaVu Serif"}},{"insert":", H"},
{"insert":"2","attributes":{"script":"sub"}},{"insert":"O, x"},{"insert":"2","attributes":{"script":"super"}},
{"insert":", a "},{"insert":"link","attributes":{"link":"https://example.org/"}},{"insert":", "},
{"insert":"commented","attributes":{"c:t1":true}},{"insert":", "},
{"insert":"suggested","attributes":{"s:i":{"id":"1","author":"Ada"}}},{"insert":" and "},
{"insert":"to be deleted","attributes":{"s:d":{"id":"2","author":"Ada"}}},{"insert":".\n"},
{"insert":"A heading of the first level"},{"insert":"\n","attributes":{"block":"h1"}},
{"insert":"Text below it that is long enough to run over the end of the line, so that one sees how lines lie below each other and how far the words stand from the edge of the page.\n"},
{"insert":"Second level, with "},{"insert":"bold","attributes":{"bold":true}},{"insert":"\n","attributes":{"block":"h2"}},
{"insert":"Third level"},{"insert":"\n","attributes":{"block":"h3"}},
{"insert":"Fourth level"},{"insert":"\n","attributes":{"block":"h4"}},
{"insert":"A point"},{"insert":"\n","attributes":{"block":"bullet"}},
{"insert":"A point below it"},{"insert":"\n","attributes":{"block":"bullet","indent":1}},
{"insert":"And below that"},{"insert":"\n","attributes":{"block":"bullet","indent":2}},
{"insert":"Another point\u2028of two lines"},{"insert":"\n","attributes":{"block":"bullet"}},
{"insert":"First"},{"insert":"\n","attributes":{"block":"ordered"}},
{"insert":"In between"},{"insert":"\n","attributes":{"block":"ordered","indent":1}},
{"insert":"Second"},{"insert":"\n","attributes":{"block":"ordered"}},
{"insert":"By letters"},{"insert":"\n","attributes":{"block":"ordered","numbering":"A"}},
{"insert":"To do"},{"insert":"\n","attributes":{"block":"check"}},
{"insert":"Done"},{"insert":"\n","attributes":{"block":"checked"}},
{"insert":"A quotation that somebody said at some time, which is set in from the edge and has a bar at its left side so that it is seen as one."},{"insert":"\n","attributes":{"block":"quote"}},
{"insert":"int main()"},{"insert":"\n","attributes":{"block":"code"}},
{"insert":"{ return 0; }"},{"insert":"\n","attributes":{"block":"code"}},
{"insert":"Centred"},{"insert":"\n","attributes":{"align":"center"}},
{"insert":"To the right"},{"insert":"\n","attributes":{"align":"right"}},
{"insert":"A line that is spread to both edges\u2028as far as it is not broken before\u2028"},{"insert":"\n","attributes":{"align":"justify"}},
{"insert":"Set in by two"},{"insert":"\n","attributes":{"indent":2}},
{"insert":{"rule":{}}},{"insert":"\n"},
{"insert":"שלום עולם"},{"insert":"\n","attributes":{"dir":"rtl"}},
{"insert":"A picture "},{"insert":{"image":{"id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","w":96,"h":48,"alt":"sky"}}},{"insert":" in the line.\n"},
{"insert":{"pagebreak":{}}},{"insert":"\n"},
{"insert":"The end.\n"}])json");
    const auto document = delta ? model::Document::fromDelta(*delta) : model::Document::blank();
    return document ? *document : model::Document::blank();
}

} // namespace syngraph::fuzz
