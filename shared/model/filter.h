// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/attributes.h"

namespace syngraph::model {

// What kind of format a key is; decides where it may stand and how concurrent typing takes it over.
enum class KeyClass {
    Growing, // bold …: text typed behind it takes it over
    Closed,  // link, comment: only text typed inside takes it over
    Own,     // suggestions, author: never taken over
    Block,   // of a paragraph: only on its end
    Unknown  // no key of the schema: stands anywhere, never taken over
};

KeyClass classOf(QByteArrayView key);

// Whether a format of this class may stand on a paragraph end (true) or on other units (false).
inline bool fits(KeyClass keyClass, bool isLineEnd)
{
    return keyClass == KeyClass::Unknown || (keyClass == KeyClass::Block) == isLineEnd;
}

// Whether formats that do not fit a unit are dropped where they would come to stand on it: never in the core
// algebra (None), always in documents of the schema (Classes).
enum class Filter { None, Classes };

// The formats of a retain as they take effect on paragraph ends and on all other units.
class ClassSplit
{
public:
    ClassSplit(const Attributes &attributes, Filter filter);

    // Whether the two sides differ, that is, whether paragraph ends must be told apart.
    bool differs() const { return m_differs; }
    const Attributes &forUnit(bool isLineEnd) const { return isLineEnd ? m_lineEnd : m_text; }

private:
    Attributes m_text;
    Attributes m_lineEnd;
    bool m_differs = false;
};

} // namespace syngraph::model
