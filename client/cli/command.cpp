// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"

#include <array>
#include <cstdio>

namespace syngraph::cli {
namespace {

constexpr std::array kCommands = {
    Command {"list", "URL", "the documents you may see, a JSON line each", runList},
    Command {"create", "URL TITLE [--from FILE]", "a new document; prints its id", runCreate},
    Command {"blame", "URL/DOC [--revision N]", "who wrote what and when: a JSON line per stretch of text", runBlame},
    Command {"cat", "URL/DOC [--format F] [--revision N]", "its content as text, md, html or json", runCat},
    Command {"put", "URL/DOC FILE", "make it what the file says, by the smallest change", runPut},
    Command {"append", "URL/DOC TEXT", "a new last paragraph", runAppend},
    Command {"watch", "URL/DOC", "a JSON line per change as it is committed", runWatch},
    Command {"history", "URL/DOC", "a JSON line per change that was committed", runHistory},
    Command {"comments", "URL/DOC [--about WORDS --text TEXT]...", "comments, a JSON line per thread; or say, resolve, delete one", runComments},
    Command {"chat", "URL/DOC [--say TEXT]", "what was said in the chat, a JSON line each; or say something", runChat},
    Command {"suggest", "URL/DOC [--at N [--delete LENGTH] [--insert TEXT]]", "what is suggested, a JSON line each; or suggest something", runSuggest},
    Command {"accept", "URL/DOC ID|--all|--by NAME", "make suggestions part of the text; a JSON line for each", runAccept},
    Command {"reject", "URL/DOC ID|--all|--by NAME", "take suggestions away; a JSON line for each", runReject},
    Command {"export", "URL/DOC OUT [--comments yes|no] [--suggestions S]", "to a file, .txt, .md, .html, .odt, .docx, .pdf or .json", runExport},
    Command {"apply", "URL/DOC DELTA.json [--base N]", "submit one change as it is", runApply},
    Command {"replay", "URL/DOC TRACE.json[.gz]", "play an editing trace into an empty document", runReplay},
    Command {"load", "URL/DOC --clients N --writers K --rate R --seconds S", "many clients typing; prints times",
             runLoad},
    Command {"soak", "URL/DOC --clients N --seconds S --journal DIR", "writers that outlive their server", runSoak},
    Command {"discover", "[--seconds S]", "servers in this network that say they are there", runDiscover},
    Command {"words", "URL/DOC --identity F [--name N]", "ask to be let in; prints the words that both sides see",
             runWords},
    Command {"enter", "URL/DOC --identity F --code-file F", "get in by the code of who shares it", runEnter},
    Command {"check", "FILE...", "verify document files", runCheck},
    Command {"delta", "", "answer JSON lines on stdin: the algebra, rebase, validate, hash", runDelta},
    Command {"scenario", "", "play scenarios from stdin with the real Room and Sessions", runScenario},
};

} // namespace

std::span<const Command> commands()
{
    return kCommands;
}

int fail(ExitStatus status, const QString &text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
    return status;
}

} // namespace syngraph::cli
