// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/package.h"

#include <zip.h>

namespace syngraph::convert {
namespace {

// Noon of the first day a zip file can name.
constexpr time_t kFixedTime = 315'576'000;

Error damaged()
{
    return {ErrorCode::Damaged, QStringLiteral("The file is damaged or no document of this kind; it was left untouched.")};
}

Error notPacked()
{
    return {ErrorCode::StorageFailed, QStringLiteral("The file can't be packed; free some memory and try again.")};
}

struct CloseFile
{
    void operator()(zip_file_t *file) const { zip_fclose(file); }
};

struct FreeSource
{
    void operator()(zip_source_t *source) const { zip_source_free(source); }
};

Result<QByteArray> bytesOf(zip_source_t *source)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
        return notPacked();
    QByteArray bytes(qsizetype(stat.size), Qt::Uninitialized);
    const auto read = zip_source_read(source, bytes.data(), stat.size);
    zip_source_close(source);
    return read == zip_int64_t(stat.size) ? Result<QByteArray>(std::move(bytes)) : Result<QByteArray>(notPacked());
}

bool addPart(zip_t *archive, const Part &part)
{
    zip_source_t *content = zip_source_buffer(archive, part.bytes.constData(), zip_uint64_t(part.bytes.size()), 0);
    if (!content)
        return false;
    const zip_int64_t index = zip_file_add(archive, part.name.constData(), content, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(content);
        return false;
    }
    const auto entry = zip_uint64_t(index);
    return zip_set_file_compression(archive, entry, part.isPacked ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0) == 0
        && zip_file_set_mtime(archive, entry, kFixedTime, 0) == 0;
}

} // namespace

void Package::Discard::operator()(zip *archive) const
{
    zip_discard(archive);
}

Result<Package> Package::open(const QByteArray &bytes)
{
    Package package(bytes);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source =
        zip_source_buffer_create(package.m_bytes.constData(), zip_uint64_t(package.m_bytes.size()), 0, &error);
    if (source) {
        package.m_archive.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
        if (!package.m_archive)
            zip_source_free(source);
    }
    zip_error_fini(&error);
    if (!package.m_archive)
        return damaged();
    if (auto fits = package.checkSizes(); !fits)
        return fits.error();
    return package;
}

Result<void> Package::checkSizes() const
{
    const Error tooLarge{ErrorCode::TooLarge, QStringLiteral("The file unpacks to more than a document can hold.")};
    const zip_int64_t count = zip_get_num_entries(m_archive.get(), 0);
    if (count > kMaxPackageEntries)
        return tooLarge;
    quint64 total = 0;
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(m_archive.get(), zip_uint64_t(i), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
            return damaged();
        if (stat.size > quint64(kMaxPackageBytes))
            return tooLarge;
        total += stat.size;
    }
    const quint64 fromRatio = quint64(m_bytes.size()) * quint64(kMaxPackageRatio);
    const bool isBomb = total > quint64(kAlwaysAllowedBytes) && total > fromRatio;
    return isBomb || total > quint64(kMaxPackageBytes) ? Result<void>(tooLarge) : Result<void>();
}

Result<QByteArray> Package::read(const char *name) const
{
    zip_stat_t stat;
    if (zip_stat(m_archive.get(), name, 0, &stat) != 0)
        return Error{ErrorCode::NotFound, QStringLiteral("The file has no part %1.").arg(QLatin1StringView(name))};
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
        return Error{ErrorCode::NotAllowed,
                     QStringLiteral("The file is protected by a password; save it without one first.")};
    const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(m_archive.get(), stat.index, 0));
    if (!file)
        return damaged();
    QByteArray bytes(qsizetype(stat.size), Qt::Uninitialized);
    const zip_int64_t read = zip_fread(file.get(), bytes.data(), stat.size);
    // what an entry holds beyond the size it names is never unpacked
    return read == zip_int64_t(stat.size) ? Result<QByteArray>(std::move(bytes)) : Result<QByteArray>(damaged());
}

Result<QByteArray> writePackage(const std::vector<Part> &parts)
{
    zip_error_t error;
    zip_error_init(&error);
    const std::unique_ptr<zip_source_t, FreeSource> target(zip_source_buffer_create(nullptr, 0, 0, &error));
    zip_t *archive = target ? zip_open_from_source(target.get(), ZIP_TRUNCATE, &error) : nullptr;
    zip_error_fini(&error);
    if (!archive)
        return notPacked();
    // closing takes one reference, reading needs another
    zip_source_keep(target.get());
    for (const Part &part : parts) {
        if (!addPart(archive, part)) {
            zip_discard(archive);
            return notPacked();
        }
    }
    if (zip_close(archive) != 0) {
        zip_discard(archive);
        return notPacked();
    }
    return bytesOf(target.get());
}

} // namespace syngraph::convert
