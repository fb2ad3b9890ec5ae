// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "log_maker.h"
#include "storage/document_file.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace syngraph::test {

inline QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

// Everything in a folder, hidden files too.
inline QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name);
}

// A folder in memory where there is one: for tests that write thousands of files and never cut the power.
inline std::unique_ptr<QTemporaryDir> quickFolder()
{
    const bool hasMemory = QFileInfo(QStringLiteral("/dev/shm")).isWritable();
    return std::make_unique<QTemporaryDir>((hasMemory ? QStringLiteral("/dev/shm") : QDir::tempPath())
                                           + QStringLiteral("/syngraph-XXXXXX"));
}

// A new document file; asserts instead of answering.
inline std::unique_ptr<storage::DocumentFile> created(const QString &path, quint64 id = 7)
{
    auto file = storage::DocumentFile::create(path, someMeta(id), storage::LockHolder::self({}));
    if (!file)
        qFatal("%s", qPrintable(file.error().text()));
    return std::move(*file);
}

inline Result<std::unique_ptr<storage::DocumentFile>> opened(const QString &path)
{
    return storage::DocumentFile::open(path, storage::LockHolder::self({}));
}

// One step of making the log small, at once; false when there is nothing more to do.
inline Result<bool> packSomeUpTo(storage::DocumentStore &store, Revision upTo, qint64 keep)
{
    const auto step = store.readPackStep(upTo);
    if (!step)
        return step.error();
    const auto packed = *step ? storage::packStep(**step) : std::optional<storage::PackedStep>();
    if (!packed)
        return packed.error();
    if (!*packed)
        return store.shrinkSome(keep);
    const auto written = store.writePackedStep(**packed);
    return written ? Result<bool>(true) : written.error();
}

// All but the newest `keep` changes in the end.
inline Result<bool> packSome(storage::DocumentFile &file, qint64 keep)
{
    return packSomeUpTo(file, {file.head().revision.value - keep}, keep);
}

// A closed document file with `count` changes and snapshots between; gives what it holds.
inline LogMaker writtenDocument(const QString &path, int count, quint64 seed = 1)
{
    LogMaker maker(seed);
    const auto file = created(path, seed);
    for (int done = 0; done < count; done += 10) {
        if (!file->append(maker.some(std::min(10, count - done))))
            qFatal("append");
        if (done % 100 == 50 && !file->writeSnapshot(maker.snapshot()))
            qFatal("writeSnapshot");
    }
    return maker;
}

// So many times this byte, whatever that shows.
inline storage::Blob somePicture(char byte, qsizetype bytes)
{
    const QByteArray content(bytes, byte);
    return {QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex(), "image/png", content};
}

#define VERIFY_RESULT(result) \
    do { \
        const auto &r_ = (result); \
        QVERIFY2(r_, r_ ? "" : qPrintable(r_.error().text())); \
    } while (false)

#define COMPARE_ERROR(result, wanted) \
    do { \
        const auto &r_ = (result); \
        QVERIFY(!r_); \
        QVERIFY2(r_.error().code == (wanted), qPrintable(r_.error().text())); \
    } while (false)

} // namespace syngraph::test
