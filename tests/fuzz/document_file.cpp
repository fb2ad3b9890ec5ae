// SPDX-License-Identifier: GPL-3.0-or-later
// A real document file with bytes of it altered: four of the input for each, where and what. The file is refused or
// damaged as somebody is told, or it holds the text that was written; never another one.
#include "target.h"

#include "../storage/files.h"
#include "storage/verify.h"

using namespace syngraph;
using fuzz::require;

namespace {

struct Original
{
    Original() : folder(test::quickFolder()), path(folder->filePath(QStringLiteral("a.syngraph")))
    {
        content = test::writtenDocument(path, 60).content();
        bytes = test::readFile(path);
    }
    std::unique_ptr<QTemporaryDir> folder;
    QString path;
    QByteArray bytes;
    model::Document content;
};

void judge(const Original &original)
{
    const auto report = storage::verifyFile(original.path);
    const auto file = test::opened(original.path);
    if (!file)
        return;
    const auto loaded = (*file)->load();
    if (!loaded) {
        require(!report.ok, "what can't be loaded is verified as whole", loaded.error().text().toUtf8());
        return;
    }
    require(loaded->content == original.content, "a damaged file gives another text");
}

} // namespace

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static const Original original;
    QByteArray bytes = original.bytes;
    for (std::size_t at = 0; at + 4 <= size && at < 64; at += 4) {
        const std::size_t place = std::size_t(data[at]) * 65536 + std::size_t(data[at + 1]) * 256 + data[at + 2];
        bytes[qsizetype(place % std::size_t(bytes.size()))] = char(data[at + 3]);
    }
    for (const char *side : {"-wal", "-shm", "-journal"})
        QFile::remove(original.path + QLatin1StringView(side));
    require(test::writeFile(original.path, bytes), "the file can't be written");
    judge(original);
    return 0;
}
