// SPDX-License-Identifier: GPL-3.0-or-later
// What the binding costs on a long document (--words N, default 100,000): process CPU time, stock layout.
#include "editor/edit_commands.h"
#include "editor/rich_text_edit.h"
#include "support/random.h"

#include <QApplication>
#include <QKeyEvent>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace syngraph;
using model::Delta;
using model::Document;

namespace {

double cpuMicroseconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e6 + double(now.tv_nsec) / 1e3;
}

Document longDocument(int words)
{
    support::Random random(1);
    const model::Attributes bold{{"bold", model::Value::boolean(true)}};
    const model::Attributes heading{{"block", model::Value::string(u"h2")}};
    Delta delta;
    for (int i = 0; i < words; ++i) {
        delta.insert(QString(random.between(2, 9), QChar(char16_t(u'a' + random.below(26)))) + u' ',
                     random.chance(5) ? bold : model::Attributes());
        if (i % 80 == 79)
            delta.insert(u"\n", i % 1600 == 1599 ? heading : model::Attributes());
    }
    delta.insert(u"\n");
    return *Document::fromDelta(delta);
}

template<typename Run>
void measure(const char *what, int times, Run run)
{
    std::vector<double> costs;
    for (int i = 0; i < times; ++i) {
        const double start = cpuMicroseconds();
        run(i);
        costs.push_back(cpuMicroseconds() - start);
    }
    std::ranges::sort(costs);
    std::printf("%-44s p50 %9.1f us   p99 %9.1f us\n", what, costs[costs.size() / 2], costs[costs.size() * 99 / 100]);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const int at = int(application.arguments().indexOf(QStringLiteral("--words")));
    const int words = at > 0 ? application.arguments().value(at + 1).toInt() : 100'000;
    const Document document = longDocument(words);
    std::printf("%d words, %lld units, %lld paragraphs\n", words, static_cast<long long>(document.length()),
                static_cast<long long>(document.lineCount()));
    editor::RichTextEdit edit(editor::Theme::light());
    edit.resize(900, 700);
    edit.show();
    measure("open (build and attach)", 1, [&](int) { edit.showDocument(document); });
    edit.binding().setTimersOn(false);
    measure("first paint", 1, [&](int) { QCoreApplication::processEvents(); });
    const auto type = [&](int) {
        QKeyEvent press(QEvent::KeyPress, Qt::Key_A, {}, QStringLiteral("x"));
        QCoreApplication::sendEvent(&edit, &press);
    };
    edit.binding().setSelection(editor::Selection::caret(document.length() / 2));
    QCoreApplication::processEvents();
    measure("a key, middle, without painting", 200, type);
    edit.binding().setSelection(editor::Selection::caret(document.length() - 1));
    QCoreApplication::processEvents();
    measure("a key, end, without painting", 200, type);
    support::Random random(2);
    measure("a remote character anywhere", 200, [&](int) {
        edit.binding().applyRemote(Delta().retain(random.below(document.length())).insert(u"r"));
        edit.binding().flush();
    });
    measure("bold over a word, as a command", 200, [&](int) {
        const qint64 from = random.below(document.length() - 10);
        edit.binding().applyLocal(editor::commands::toggleFormat(edit.binding().mirror(), {from, from + 8}, "bold",
                                                                 model::Value::boolean(true)));
    });
    measure("verify everything", 1, [&](int) {
        while (!edit.binding().verifySome(300)) { }
    });
    return 0;
}
