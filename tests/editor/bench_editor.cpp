// SPDX-License-Identifier: GPL-3.0-or-later
// What the editor costs on a long document: --words N (default 1,000,000). Prints a JSON line per row: name and
// figure. CPU time of the process in ms, us for remote changes; "step" is one turn of the event loop.
#include "editor/lazy_layout.h"
#include "editor/remote_carets.h"
#include "editor/rich_text_edit.h"
#include "support/memory.h"
#include "support/random.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace syngraph;
using editor::RichTextEdit;
using editor::Selection;
using model::Attributes;
using model::Delta;
using model::Document;
using model::Value;

namespace {

double cpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

class Costs
{
public:
    template<typename Run>
    void measure(Run run)
    {
        const double start = cpuMs();
        run();
        m_costs.push_back(cpuMs() - start);
    }
    double quantile(double share)
    {
        std::ranges::sort(m_costs);
        return m_costs.empty() ? 0 : m_costs[std::min(m_costs.size() - 1, std::size_t(share * double(m_costs.size())))];
    }

private:
    std::vector<double> m_costs;
};

void tell(const QString &name, double figure)
{
    std::printf("{\"name\":\"%s\",\"figure\":%.3f}\n", qPrintable(name), figure);
    std::fflush(stdout);
}

void tellBoth(const QString &name, Costs &costs)
{
    tell(name + QStringLiteral(": p50"), costs.quantile(0.5));
    tell(name + QStringLiteral(": p99"), costs.quantile(0.99));
}

// Paragraphs of 80 words, one in twenty bold; a heading for twenty of them, lists in between.
Document longDocument(qint64 words)
{
    support::Random random(1);
    const Attributes bold{{"bold", Value::boolean(true)}};
    Delta delta;
    for (qint64 i = 0; i < words; ++i) {
        delta.insert(QString(random.between(2, 9), QChar(char16_t(u'a' + random.below(26)))) + u' ',
                     random.chance(5) ? bold : Attributes());
        const qint64 paragraph = i / 80;
        const bool isList = paragraph % 10 == 9 && i % 10 == 9;
        if (i % 80 == 79 || isList) {
            const QStringView style = isList ? (paragraph % 20 == 9 ? u"bullet" : u"ordered") : u"h2";
            const bool isStyled = isList || paragraph % 20 == 0;
            delta.insert(u"\n", isStyled ? Attributes{{"block", Value::string(style)}} : Attributes());
        }
    }
    delta.insert(u"\n");
    return *Document::fromDelta(delta);
}

class Bench
{
public:
    explicit Bench(qint64 words) : m_document(longDocument(words)), m_edit(editor::Theme::light())
    {
        m_edit.resize(900, 700);
        m_edit.show();
        step();
    }

    void run()
    {
        open();
        tell(QStringLiteral("memory of the editor, mirror included"), support::residentMiB());
        m_edit.binding().setTimersOn(false);
        const qint64 length = m_edit.binding().mirror().length();
        type(QStringLiteral("start"), 5);
        type(QStringLiteral("middle"), length / 2);
        type(QStringLiteral("end"), length - 1);
        remoteChanges();
        crowd();
        carets();
        jump();
        tell(QStringLiteral("memory after looking everywhere"), support::residentMiB());
    }

private:
    void step() { QCoreApplication::processEvents(); }
    void paint() { m_edit.viewport()->repaint(); }

    void open()
    {
        const double start = cpuMs();
        Costs steps;
        steps.measure([&] { m_edit.showDocument(m_document); });
        paint();
        tell(QStringLiteral("open: to the first screen"), cpuMs() - start);
        while (m_edit.binding().isOpening() || m_edit.binding().layout().isEstimating())
            steps.measure([&] { step(); });
        paint();
        tell(QStringLiteral("open: to the whole document, painted"), cpuMs() - start);
        tell(QStringLiteral("open: longest step"), steps.quantile(1));
    }

    void type(const QString &where, qint64 position)
    {
        m_edit.binding().setSelection(Selection::caret(position));
        m_edit.ensureCursorVisible();
        paint();
        step();
        Costs costs;
        for (int i = 0; i < 600; ++i) {
            const QString letter(QChar(i % 6 == 5 ? u' ' : char16_t(u'a' + i % 26)));
            costs.measure([&] {
                QKeyEvent press(QEvent::KeyPress, Qt::Key_A, {}, letter);
                QCoreApplication::sendEvent(&m_edit, &press);
                step();
            });
        }
        tellBoth(QStringLiteral("a key at the ") + where + QStringLiteral(", painted"), costs);
    }

    void remoteChanges()
    {
        Costs costs;
        for (int i = 0; i < 2000; ++i) {
            const qint64 at = m_random.below(m_edit.binding().mirror().length());
            costs.measure([&] {
                m_edit.binding().applyRemote(Delta().retain(at).insert(u"r"));
                m_edit.binding().flush();
            });
        }
        tell(QStringLiteral("a remote change anywhere: p50"), costs.quantile(0.5) * 1000);
        tell(QStringLiteral("a remote change anywhere: p99"), costs.quantile(0.99) * 1000);
    }

    // Fifty people at five keys a second are four changes in a frame; I type in every twelfth.
    void crowd()
    {
        m_edit.binding().setSelection(Selection::caret(m_edit.binding().mirror().length() / 3));
        m_edit.ensureCursorVisible();
        paint();
        Costs frames;
        Costs keys;
        for (int i = 0; i < 1200; ++i) {
            frames.measure([&] {
                for (int k = 0; k < 4; ++k) {
                    const qint64 at = m_random.below(m_edit.binding().mirror().length());
                    m_edit.binding().applyRemote(Delta().retain(at).insert(m_random.chance(3) ? u"\n" : u"r"));
                }
                m_edit.binding().flush();
                step();
            });
            if (i % 12 == 0) {
                keys.measure([&] {
                    QKeyEvent press(QEvent::KeyPress, Qt::Key_A, {}, QStringLiteral("k"));
                    QCoreApplication::sendEvent(&m_edit, &press);
                    step();
                });
            }
        }
        tell(QStringLiteral("50 people typing: a key of mine, p99"), keys.quantile(0.99));
        tell(QStringLiteral("50 people typing: longest frame"), frames.quantile(1));
    }

    // 200 people, half of them in view, all moving in every frame.
    void carets()
    {
        editor::RemoteCarets carets;
        m_edit.setRemoteCarets(&carets);
        const qint64 seen = m_edit.cursorForPosition(QPoint(5, 5)).position();
        Costs frames;
        for (int i = 0; i < 100; ++i) {
            frames.measure([&] {
                for (int person = 0; person < 200; ++person) {
                    const qint64 at = person % 2 ? seen + 17 * person + i : m_random.below(m_edit.binding().mirror().length());
                    carets.set({QByteArray::number(person), QStringLiteral("Person %1").arg(person),
                                QColor::fromHsv(person, 200, 180), Selection::caret(at)});
                }
                step();
                step();
            });
        }
        Costs spread;
        for (int i = 0; i < 100; ++i) {
            spread.measure([&] {
                for (int person = 0; person < 200; ++person) {
                    carets.set({QByteArray::number(person), QStringLiteral("Person %1").arg(person), QColor::fromHsv(person, 200, 180),
                                Selection::caret(m_random.below(m_edit.binding().mirror().length()))});
                }
                step();
                step();
            });
        }
        tell(QStringLiteral("200 people moving everywhere: a frame, p50"), spread.quantile(0.5));
        tell(QStringLiteral("100 in view and 100 elsewhere, all moving: a frame, p50"), frames.quantile(0.5));
        m_edit.setRemoteCarets(nullptr);
    }

    void jump()
    {
        Costs costs;
        QScrollBar &bar = *m_edit.verticalScrollBar();
        for (int i = 0; i < 1500; ++i) {
            costs.measure([&] {
                bar.setValue(int(qint64(bar.maximum()) * i / 1500));
                step();
                paint();
            });
        }
        tellBoth(QStringLiteral("jump to a place not seen before"), costs);
    }

    Document m_document;
    RichTextEdit m_edit;
    support::Random m_random{2};
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const int at = int(application.arguments().indexOf(QStringLiteral("--words")));
    Bench(at > 0 ? application.arguments().value(at + 1).toLongLong() : 1'000'000).run();
    return 0;
}
