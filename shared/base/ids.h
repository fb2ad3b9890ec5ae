// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QString>
#include <QtGlobal>

#include <compare>
#include <optional>

namespace syngraph {

// 128 bits that name one thing of the kind `Tag`; written as 32 lower-case hex digits. All zero = none.
// Where random ones come from is the caller's business: the core knows no randomness.
template<typename Tag>
struct Id128
{
    quint64 high = 0;
    quint64 low = 0;

    bool isNull() const { return high == 0 && low == 0; }
    QByteArray toHex() const
    {
        return QByteArray::number(high, 16).rightJustified(16, '0')
            + QByteArray::number(low, 16).rightJustified(16, '0');
    }
    QString toString() const { return QString::fromLatin1(toHex()); }
    // Exactly 32 lower-case hex digits, or nothing.
    static std::optional<Id128> fromHex(QByteArrayView hex)
    {
        if (hex.size() != 32)
            return std::nullopt;
        for (const char c : hex) {
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
                return std::nullopt;
        }
        return Id128{hex.first(16).toULongLong(nullptr, 16), hex.last(16).toULongLong(nullptr, 16)};
    }
    friend auto operator<=>(const Id128 &, const Id128 &) = default;
    friend size_t qHash(const Id128 &id, size_t seed = 0) { return qHashMulti(seed, id.high, id.low); }
};

// A document, for ever; a copy of its file is another document.
using DocumentId = Id128<struct DocumentTag>;
// One open document in one editor process; public, so knowing one is no right.
using ClientId = Id128<struct ClientTag>;
// New whenever a document's acknowledged history may have been lost or replaced.
using Epoch = Id128<struct EpochTag>;
// Single-use secret that lets a client resume its attachment.
using ResumeToken = Id128<struct ResumeTag>;

// A number of the kind `Tag`, counted from 0; kinds do not mix.
template<typename Tag>
struct Number
{
    qint64 value = 0;

    Number next() const { return {value + 1}; }
    friend auto operator<=>(const Number &, const Number &) = default;
    friend size_t qHash(const Number &n, size_t seed = 0) { return ::qHash(n.value, seed); }
};

// Version of a document: 0 is empty ("\n"), each committed change adds one.
using Revision = Number<struct RevisionTag>;
// Number of a client's change: 1, 2, 3 …; 0 = none yet.
using Sequence = Number<struct SequenceTag>;

} // namespace syngraph
