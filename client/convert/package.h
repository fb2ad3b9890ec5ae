// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <memory>
#include <utility>
#include <vector>

struct zip;

namespace syngraph::convert {

// What a zip file may be at most, so that a small file cannot become a large one: entries, bytes of all of them
// unpacked, and how many times its packed size that may be (small ones, up to kAlwaysAllowed, are not measured).
inline constexpr qint64 kMaxPackageEntries = 10'000;
inline constexpr qint64 kMaxPackageBytes = qint64(512) << 20;
inline constexpr qint64 kMaxPackageRatio = 100;
inline constexpr qint64 kAlwaysAllowedBytes = qint64(1) << 20;

// The parts of a zip file in memory, as ODT and DOCX are. Reads parts by their names alone: nothing is unpacked to
// disk, no archive within it is opened. The bytes are shared, not copied.
class Package
{
public:
    // Refuses (Damaged, TooLarge) what is no zip file or passes the limits.
    static Result<Package> open(const QByteArray &bytes);
    // NotFound where there is no such part, Damaged where it can't be unpacked, NotAllowed where it needs a password.
    Result<QByteArray> read(const char *name) const;

private:
    struct Discard
    {
        void operator()(zip *archive) const;
    };
    explicit Package(QByteArray bytes) : m_bytes(std::move(bytes)) { }
    Result<void> checkSizes() const;

    QByteArray m_bytes;
    std::unique_ptr<zip, Discard> m_archive;
};

struct Part
{
    QByteArray name;
    QByteArray bytes;
    bool isPacked = true;
};

// A zip file of these parts, in this order and with a fixed time, so that the same content gives the same bytes.
Result<QByteArray> writePackage(const std::vector<Part> &parts);

} // namespace syngraph::convert
