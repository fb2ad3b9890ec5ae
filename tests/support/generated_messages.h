// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/messages.h"
#include "support/generators.h"

#include <algorithm>
#include <tuple>
#include <utility>

// Messages with random members, made from their declared fields: a message that is added is generated without
// a line here. Every member is within its bound, now and then exactly at it.
namespace syngraph::support {

// Calls visit.operator()<Message>() for every message of a variant.
template<typename Variant, typename Visit>
void forEachMessage(Visit visit)
{
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (visit.template operator()<std::variant_alternative_t<I, Variant>>(), ...);
    }(std::make_index_sequence<std::variant_size_v<Variant>>());
}

// generate(random, bound, out): one overload per kind of field, as in the codec.
inline void generate(Random &random, qint64 bound, qint64 &out)
{
    const qint64 choices[] = {0, 1, bound, std::min<qint64>(bound, 255), random.below(bound) + random.below(2)};
    out = random.pick(choices);
}

inline void generate(Random &random, qint64, bool &out)
{
    out = random.chance(50);
}

inline void generate(Random &random, qint64 bound, QString &out)
{
    static const std::vector<QString> pieces = {
        QStringLiteral("a"),  QStringLiteral("é"), QString::fromUtf8("\xe2\x80\xa8"),
        QStringLiteral("\""), QStringLiteral("\\"), QStringLiteral("\n"), QStringLiteral("\u0001"),
        QStringLiteral(" "),  QStringLiteral("ש"), QString::fromUtf8("\xf0\x9f\x98\x80"), QString(QChar(0)),
    };
    const qint64 length = random.chance(10) ? bound : random.below(std::min<qint64>(bound, 12) + 1);
    out.clear();
    while (out.size() < length) {
        const QString &piece = random.pick(pieces);
        out += out.size() + piece.size() <= length ? piece : QStringLiteral("z");
    }
}

inline void generate(Random &random, qint64, protocol::Role &out)
{
    out = static_cast<protocol::Role>(random.below(qint64(protocol::kRoleNames.size())));
}

inline void generate(Random &random, qint64, protocol::Admission &out)
{
    out = static_cast<protocol::Admission>(random.below(qint64(protocol::kAdmissionNames.size())));
}

inline void generate(Random &random, qint64, protocol::TalkKind &out)
{
    out = static_cast<protocol::TalkKind>(random.below(qint64(protocol::kTalkKindNames.size())));
}

inline void generate(Random &random, qint64, ErrorCode &out)
{
    out = static_cast<ErrorCode>(random.below(errorCodeCount()));
}

inline void generate(Random &random, qint64, protocol::ChangeKind &out)
{
    out = static_cast<protocol::ChangeKind>(random.below(3));
}

inline void generate(Random &random, qint64, protocol::Hash64 &out)
{
    out.value = random.next();
}

inline void generate(Random &random, qint64, protocol::WireDelta &out)
{
    const Cells document = randomDocument(random, World::Schema);
    out.delta = random.chance(10) ? model::Delta()
        : random.chance(10)       ? toDelta(document)
                                  : toDelta(anyEdit(random, World::Schema, document));
}

inline void generate(Random &random, qint64, model::Verdict &out)
{
    out = {random.chance(50) ? model::Decision::Accept : model::Decision::Reject, {}};
    for (qint64 i = random.below(4); i > 0; --i) {
        generate(random, protocol::kMaxTitleUnits, out.on.emplace_back().author);
        generate(random, protocol::kMaxTitleUnits, out.on.back().id);
    }
}

template<typename Tag>
void generate(Random &random, qint64, Id128<Tag> &out)
{
    out = {random.next(), random.chance(10) ? 0 : random.next()};
}

template<typename Tag>
void generate(Random &random, qint64 bound, Number<Tag> &out)
{
    generate(random, bound, out.value);
}

template<typename T>
    requires requires { T::fields(); }
void generate(Random &random, qint64 bound, T &out);

template<protocol::List L>
void generate(Random &random, qint64 bound, L &out)
{
    constexpr bool isText = std::is_same_v<typename L::value_type, QString>;
    out.resize(decltype(out.size())(random.below(std::min<qint64>(bound, 4) + 1)));
    for (auto &value : out)
        generate(random, isText ? protocol::kMaxTitleUnits : protocol::kSafeInteger, value);
}

template<typename T>
void generate(Random &random, qint64 bound, std::optional<T> &out)
{
    out.reset();
    if (random.chance(50))
        generate(random, bound, out.emplace());
}

template<typename T>
    requires requires { T::fields(); }
void generate(Random &random, qint64, T &out)
{
    std::apply([&](const auto &...fields) { (generate(random, fields.bound, out.*fields.member), ...); },
               T::fields());
}

template<typename Message>
Message generatedMessage(Random &random)
{
    Message message;
    generate(random, 0, message);
    return message;
}

} // namespace syngraph::support
