// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody had begun to write is there again, however its window went.
#include "replica/draft_store.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace syngraph::replica;

namespace {

const Draft kComment{{}, QStringLiteral("Is this \"so\"?\n"), 4, 9, QStringLiteral("these"), {}};
const Draft kAnswer{QStringLiteral("c:1"), QStringLiteral("Yes \U0001F600"), 0, 0, {}, {}};
const Draft kMessage{{}, QStringLiteral("hello"), 0, 0, {}, true};

} // namespace

class TestDraftStore : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files); }
    std::vector<Draft> readBy(DraftStore &&store) const { return store.read(); }
    std::vector<Draft> left() const { return readBy(DraftStore(m_folder->path())); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatAWindowKeptIsRead()
    {
        QVERIFY(left().empty());
        DraftStore(m_folder->path()).keep({kComment, kAnswer, kMessage});
        QCOMPARE(left(), (std::vector{kComment, kAnswer, kMessage}));
        QCOMPARE(left().size(), std::size_t(3)); // reading alone takes nothing away
        const auto permissions = QFile::permissions(m_folder->filePath(files().value(0)));
        QVERIFY(!(permissions & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void aWindowHasOneFile()
    {
        DraftStore window(m_folder->path());
        window.keep({kComment});
        window.keep({kComment, kAnswer});
        QCOMPARE(files().size(), 1);
        QCOMPARE(left(), (std::vector{kComment, kAnswer}));
        window.keep({});
        QVERIFY(files().isEmpty());
        window.keep({});
    }

    void whoGoesOnWithDraftsTakesTheirPlace()
    {
        DraftStore(m_folder->path()).keep({kComment});
        DraftStore(m_folder->path()).keep({kAnswer});
        DraftStore next(m_folder->path());
        QCOMPARE(next.read().size(), std::size_t(2));
        DraftStore(m_folder->path()).keep({kMessage}); // of another window, meanwhile
        next.keep({kAnswer});
        QCOMPARE(files().size(), 2);
        const auto now = left();
        QVERIFY(now == (std::vector{kAnswer, kMessage}) || now == (std::vector{kMessage, kAnswer}));
    }

    void aDamagedFileHidesNoOther()
    {
        DraftStore(m_folder->path()).keep({kComment});
        for (const char *bytes : {"", "[]", "{\"record\":", "{\"record\":\"drafts\",\"drafts\":[{\"from\":\"x\"}]}"}) {
            QFile file(m_folder->filePath(QString::number(qHash(bytes)) + QStringLiteral(".draft")));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) >= 0);
        }
        QCOMPARE(left(), std::vector{kComment});
    }

    void whereNothingCanBeWrittenWorkGoesOn()
    {
        DraftStore nowhere(m_folder->filePath(QStringLiteral("missing")));
        QVERIFY(nowhere.read().empty());
        nowhere.keep({kComment});
        QVERIFY(nowhere.read().empty());
    }
};

QTEST_GUILESS_MAIN(TestDraftStore)
#include "test_draft_store.moc"
