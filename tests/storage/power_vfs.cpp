// SPDX-License-Identifier: GPL-3.0-or-later
#include "power_vfs.h"

#include "pass_through_vfs.h"

#include <QFile>

#include <map>
#include <new>
#include <optional>
#include <vector>

namespace syngraph::test::power {
namespace {

constexpr qsizetype kSectorBytes = 512;

// A file with what of it is not certain.
struct Watched
{
    std::optional<QByteArray> durable; // none: it need not be there
    std::optional<QByteArray> now;     // none: deleted
    std::map<qsizetype, std::vector<QByteArray>> sectors; // by number: all states since the last sync
    std::vector<qsizetype> sizes;      // likewise

    void settle()
    {
        durable = now;
        sectors.clear();
        sizes.clear();
    }
};

struct State
{
    sqlite3_vfs *below = nullptr;
    QString folder;
    std::function<void()> beforeCall;
    std::map<QString, Watched> files;
} state;

struct File
{
    PassThroughFile handle;
    QString *path; // null: not watched
};

File *ours(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file);
}

// The watched file that a call is about to change, or null.
Watched *beforeChange(const QString *path)
{
    if (!path)
        return nullptr;
    const auto found = state.files.find(*path);
    if (found == state.files.end())
        return nullptr;
    if (state.beforeCall)
        state.beforeCall();
    return &found->second;
}

void note(Watched &file, qsizetype at, qsizetype count)
{
    for (qsizetype sector = at / kSectorBytes; sector * kSectorBytes < at + count; ++sector)
        file.sectors[sector].push_back(file.now->sliced(sector * kSectorBytes).left(kSectorBytes));
    file.sizes.push_back(file.now->size());
}

int closeFile(sqlite3_file *file)
{
    delete std::exchange(ours(file)->path, nullptr);
    return below(file)->pMethods->xClose(below(file));
}

int writeFile(sqlite3_file *file, const void *from, int count, sqlite3_int64 at)
{
    if (Watched *watched = beforeChange(ours(file)->path)) {
        QByteArray &bytes = *watched->now;
        const qsizetype end = qsizetype(at) + count;
        if (bytes.size() < end)
            bytes.append(QByteArray(end - bytes.size(), '\0'));
        bytes.replace(qsizetype(at), count, QByteArray(static_cast<const char *>(from), count));
        note(*watched, qsizetype(at), count);
    }
    return below(file)->pMethods->xWrite(below(file), from, count, at);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    if (Watched *watched = beforeChange(ours(file)->path)) {
        watched->now->truncate(qsizetype(size));
        watched->sizes.push_back(watched->now->size());
    }
    return below(file)->pMethods->xTruncate(below(file), size);
}

int syncFile(sqlite3_file *file, int flags)
{
    if (Watched *watched = beforeChange(ours(file)->path))
        watched->settle();
    return below(file)->pMethods->xSync(below(file), flags);
}

const sqlite3_io_methods kMethods = [] {
    sqlite3_io_methods methods = passThroughMethods();
    methods.xClose = closeFile;
    methods.xWrite = writeFile;
    methods.xTruncate = truncateFile;
    methods.xSync = syncFile;
    return methods;
}();

std::optional<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? std::optional(file.readAll()) : std::nullopt;
}

void beginToWatch(const QString &path, bool wasThere)
{
    const auto known = state.files.find(path);
    if (known != state.files.end() && known->second.now)
        return;
    Watched &file = state.files[path];
    file.now = contentOf(path).value_or(QByteArray());
    // made anew where one was deleted: of that, too, it is not certain that it is gone
    if (known == state.files.end() && wasThere)
        file.durable = file.now;
    else
        file.sizes.push_back(file.now->size());
}

int openFile(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    auto *created = new (file) File{};
    created->handle.below = reinterpret_cast<sqlite3_file *>(created + 1);
    const QString path = name ? QFile::decodeName(name) : QString();
    const bool wasThere = QFile::exists(path);
    const int code = state.below->xOpen(state.below, name, created->handle.below, flags, outFlags);
    if (created->handle.below->pMethods)
        created->handle.base.pMethods = &kMethods;
    const bool isWatched = code == SQLITE_OK && !state.folder.isEmpty() && path.startsWith(state.folder + u'/');
    if (isWatched) {
        created->path = new QString(path);
        beginToWatch(path, wasThere);
    }
    return code;
}

int deleteFile(sqlite3_vfs *, const char *name, int syncFolder)
{
    const QString path = QFile::decodeName(name);
    if (Watched *watched = beforeChange(&path)) {
        watched->now.reset();
        if (syncFolder != 0)
            watched->settle();
    }
    return state.below->xDelete(state.below, name, syncFolder);
}

// One state that the file may have; nothing: it is not there.
std::optional<QByteArray> drawFile(const Watched &file, support::Random &random)
{
    const bool isSame = file.now && file.sectors.empty() && file.sizes.empty();
    if (isSame)
        return file.now;
    if (!file.now && random.chance(50))
        return std::nullopt;
    if (!file.durable && random.chance(30))
        return std::nullopt;
    QByteArray bytes = file.durable.value_or(QByteArray());
    qsizetype size = bytes.size();
    if (!file.sizes.empty() && random.chance(75))
        size = random.pick(file.sizes);
    const int kept = int(random.below(4)) * 30 + 5;
    for (const auto &[sector, states] : file.sectors) {
        if (!random.chance(kept))
            continue;
        const QByteArray &written = random.chance(70) ? states.back() : random.pick(states);
        const qsizetype at = sector * kSectorBytes;
        if (bytes.size() < at + written.size())
            bytes.append(QByteArray(at + written.size() - bytes.size(), '\0'));
        bytes.replace(at, written.size(), written);
    }
    if (bytes.size() < size)
        bytes.append(QByteArray(size - bytes.size(), '\0'));
    bytes.truncate(size);
    return bytes;
}

} // namespace

void install()
{
    static sqlite3_vfs vfs;
    state.below = installAbove(vfs, "power", int(sizeof(File)), openFile, deleteFile);
}

void watch(const QString &folder, std::function<void()> beforeCall)
{
    state.folder = folder;
    state.beforeCall = std::move(beforeCall);
    state.files.clear();
}

Image draw(support::Random &random)
{
    Image image;
    for (const auto &[path, file] : state.files) {
        if (const auto bytes = drawFile(file, random))
            image.insert(path, *bytes);
    }
    return image;
}

Image leastImage()
{
    Image image;
    for (const auto &[path, file] : state.files) {
        if (file.durable)
            image.insert(path, *file.durable);
    }
    return image;
}

Image fullImage()
{
    Image image;
    for (const auto &[path, file] : state.files) {
        if (file.now)
            image.insert(path, *file.now);
    }
    return image;
}

} // namespace syngraph::test::power
