// SPDX-License-Identifier: GPL-3.0-or-later
// What else a window does with its text, on a long document: whatever the size, no turn of the event loop is long. What
// a turn takes where the document is short (first looks at fonts and icons, a slow machine) is not held against it: the
// same is done with a short document before. SYNGRAPH_LONG_DOCUMENT=words makes the long one longer.
#include "measuring_application.h"
#include "profile.h"

#include "model/delta_json.h"
#include "storage/document_file.h"
#include "support/cpu_time.h"
#include "support/random.h"
#include "support/seed.h"
#include "ui/find_bar.h"

#include <QHash>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>

#include <algorithm>
#include <functional>
#include <span>
#include <vector>

using namespace syngraph;
using support::threadCpuMs;
using ui::ActionId;

namespace {

constexpr int kWordsOfARecord = 5'000;
constexpr int kWordsOfAParagraph = 80;
constexpr int kShort = 400; // words
constexpr int kLong = 20'000;
constexpr double kTurnMs = 8;
constexpr double kOthersMs = 10; // what else runs on the machine takes from the caches and is counted here

model::Delta someText(support::Random &random, int words)
{
    model::Delta delta;
    for (int i = 0; i < words; ++i) {
        delta.insert(QString(random.between(2, 9), QChar(char16_t(u'a' + random.below(26)))) + u' ');
        if (i % kWordsOfAParagraph != kWordsOfAParagraph - 1)
            continue;
        const bool isHeading = random.chance(10);
        delta.insert(u"\n", isHeading ? model::Attributes{{"block", model::Value::string(u"h2")}} : model::Attributes());
    }
    return delta;
}

Result<void> writeDocument(const QString &path, int words)
{
    auto file = storage::DocumentFile::create(path, {DocumentId{7, 1}, Epoch{7, 2}, QStringLiteral("Long"), 1'780'000'000'000},
                                              storage::LockHolder::self({}));
    if (!file)
        return file.error();
    support::Random random(support::seed());
    Revision revision;
    quint64 chain = protocol::kChainStart;
    for (int done = 0; done < words; done += kWordsOfARecord) {
        protocol::ChangeRecord record;
        record.delta = model::toJson(someText(random, std::min(kWordsOfARecord, words - done)));
        record.base = revision;
        record.revision = revision = revision.next();
        record.client = ClientId{1, 42};
        record.sequence = Sequence{revision.value};
        record.submittedHash = fnv1a(record.delta);
        record.author = QStringLiteral("Anna");
        record.timeMs = 1'780'000'000'000 + revision.value * 60'000;
        record.chainHash = chain = protocol::chainHash(chain, record.delta);
        if (auto appended = (*file)->append(std::span(&record, 1)); !appended)
            return appended;
    }
    return {};
}

} // namespace

class TestLongDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noTurnIsLong_data();
    void noTurnIsLong();
    void cleanupTestCase() { m_anna.reset(); }

private:
    using Deed = std::function<void(TestLongDocument &)>;

    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 120'000); }
    static std::vector<std::pair<const char *, Deed>> deeds();
    void switchOn(ActionId id, bool isOn = true) { m_anna->window()->actions()[id].setChecked(isOn); }
    void openOneOf(int words);
    // Until nothing happens any more by itself.
    void rest() const { QTest::qWait(m_words == kShort ? 500 : 2'000); }

    QTemporaryDir m_folder;
    std::unique_ptr<test::Profile> m_anna;
    int m_words = 0;
    QHash<QString, double> m_longestOfShort; // by deed, in ms of CPU
};

void TestLongDocument::openOneOf(int words)
{
    m_words = words;
    const QString path = m_folder.filePath(QStringLiteral("%1.syngraph").arg(words));
    const auto written = writeDocument(path, words);
    QVERIFY2(written, written ? "" : qPrintable(written.error().text()));
    m_anna.reset();
    m_anna = std::make_unique<test::Profile>();
    m_anna->program().open({});
    m_anna->window()->resize(1280, 900);
    Q_EMIT m_anna->window()->fileRequested(path);
    QVERIFY(become([&] { return m_anna->pane() && !m_anna->pane()->edit().isReadOnly(); }));
    rest();
}

std::vector<std::pair<const char *, TestLongDocument::Deed>> TestLongDocument::deeds()
{
    return {
        {"a key", [](TestLongDocument &test) { test::type(test.m_anna->pane()->edit(), QStringLiteral("x")); }},
        {"outline", [](TestLongDocument &test) { test.switchOn(ActionId::Outline); }},
        {"a heading", [](TestLongDocument &test) { test.m_anna->trigger(ActionId::Heading1); }},
        {"a key in it", [](TestLongDocument &test) { test::type(test.m_anna->pane()->edit(), QStringLiteral("x")); }},
        {"spelling", [](TestLongDocument &test) {
            test.m_anna->program().preferences().setChecksSpelling(true);
        }},
        {"find", [](TestLongDocument &test) {
            test.m_anna->trigger(ActionId::Find);
            auto &bar = *test.m_anna->window()->findChild<ui::FindBar *>();
            test::type(*bar.findChildren<QLineEdit *>().front(), QStringLiteral("ab"));
        }},
        {"author colours", [](TestLongDocument &test) { test.switchOn(ActionId::AuthorColors); }},
        {"page view", [](TestLongDocument &test) { test.switchOn(ActionId::PageView); }},
        {"select all", [](TestLongDocument &test) { test.m_anna->trigger(ActionId::SelectAll); }},
        {"comments", [](TestLongDocument &test) { test.switchOn(ActionId::Comments); }},
        {"a key after all of it", [](TestLongDocument &test) {
            test.m_anna->pane()->edit().binding().setSelection(editor::Selection::caret(5));
            test::type(test.m_anna->pane()->edit(), QStringLiteral("y"));
        }},
        {"scrolling", [](TestLongDocument &test) {
            QScrollBar &bar = *test.m_anna->pane()->edit().verticalScrollBar();
            for (int i = 1; i < 20; ++i) {
                bar.setValue(bar.maximum() / 20 * i);
                QTest::qWait(30);
            }
        }},
    };
}

void TestLongDocument::noTurnIsLong_data()
{
    QTest::addColumn<int>("words");
    QTest::addColumn<QString>("name");
    QTest::addColumn<Deed>("deed");
    const int asked = qEnvironmentVariableIntValue("SYNGRAPH_LONG_DOCUMENT");
    for (const int words : {kShort, asked > 0 ? asked : kLong}) {
        for (const auto &[name, deed] : deeds())
            QTest::addRow("%d words, %s", words, name) << words << QString::fromLatin1(name) << deed;
    }
}

void TestLongDocument::noTurnIsLong()
{
    QFETCH(int, words);
    QFETCH(QString, name);
    QFETCH(Deed, deed);
    if (words != m_words)
        openOneOf(words);
    QVERIFY(!QTest::currentTestFailed());
    test::MeasuringApplication::instance().begin();
    const double began = threadCpuMs();
    deed(*this);
    const double atOnce = threadCpuMs() - began;
    rest();
    const double longest = test::MeasuringApplication::instance().longest();
    qInfo("at once %.1f, longest turn %.1f ms CPU (%s), %.0f ms in all", atOnce, longest, test::MeasuringApplication::instance().culprit().constData(),
          threadCpuMs() - began);
    if (words == kShort)
        m_longestOfShort[name] = longest;
    else
        QVERIFY2(longest <= std::max(kTurnMs, m_longestOfShort[name]) * support::kSlowness + kOthersMs, test::MeasuringApplication::instance().culprit().constData());
}

int main(int argc, char **argv)
{
    support::takeSeed(argc, argv);
    test::MeasuringApplication measured(argc, argv);
    TestLongDocument test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_long_document.moc"
