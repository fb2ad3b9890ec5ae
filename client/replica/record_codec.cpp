// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/record_codec.h"

#include "model/delta_json.h"

#include <QDataStream>
#include <QIODevice>

namespace syngraph::replica {

using namespace session;

namespace {

constexpr auto kStreamVersion = QDataStream::Qt_6_4;
constexpr qint64 kMaxParts = 10'000'000;

// Kinds by their place in the variant, which only grows.
template<typename Tag>
QDataStream &operator<<(QDataStream &out, const Id128<Tag> &id)
{
    return out << id.high << id.low;
}

template<typename Tag>
QDataStream &operator>>(QDataStream &in, Id128<Tag> &id)
{
    return in >> id.high >> id.low;
}

template<typename Tag>
QDataStream &operator<<(QDataStream &out, const Number<Tag> &number)
{
    return out << number.value;
}

template<typename Tag>
QDataStream &operator>>(QDataStream &in, Number<Tag> &number)
{
    return in >> number.value;
}

QDataStream &operator<<(QDataStream &out, const model::Delta &delta)
{
    return out << model::toJson(delta);
}

QDataStream &operator>>(QDataStream &in, model::Delta &delta)
{
    QByteArray json;
    in >> json;
    auto read = model::parseDelta(json);
    if (read)
        delta = std::move(*read);
    else
        in.setStatus(QDataStream::ReadCorruptData);
    return in;
}

template<typename Enum>
void readEnum(QDataStream &in, Enum &value, Enum last)
{
    quint8 number = 0;
    in >> number;
    if (number > static_cast<quint8>(last))
        in.setStatus(QDataStream::ReadCorruptData);
    else
        value = static_cast<Enum>(number);
}

void write(QDataStream &out, const BaseRecord &r)
{
    out << r.epoch << r.revision << r.chain << r.content;
}

void read(QDataStream &in, BaseRecord &r)
{
    in >> r.epoch >> r.revision >> r.chain >> r.content;
}

void write(QDataStream &out, const AttachedRecord &r)
{
    out << r.client << r.token << r.lastSequence << r.epoch;
}

void read(QDataStream &in, AttachedRecord &r)
{
    in >> r.client >> r.token >> r.lastSequence >> r.epoch;
}

void write(QDataStream &out, const PendingRecord &r)
{
    const PendingState &state = r.state;
    out << state.inFlight.has_value();
    if (state.inFlight)
        out << state.inFlight->change << static_cast<quint8>(state.inFlight->kind);
    out << state.groupsInFlight << qint64(state.groups.size());
    for (const PendingState::Part &part : state.groups)
        out << part.change << static_cast<quint8>(part.kind) << part.joinsBefore << part.takesBack << part.apart;
}

void read(QDataStream &in, PendingRecord &r)
{
    bool hasInFlight = false;
    in >> hasInFlight;
    if (hasInFlight) {
        Outgoing &outgoing = r.state.inFlight.emplace();
        in >> outgoing.change;
        readEnum(in, outgoing.kind, protocol::ChangeKind::Redo);
    }
    qint64 count = 0;
    in >> r.state.groupsInFlight >> count;
    if (count < 0 || count > kMaxParts)
        in.setStatus(QDataStream::ReadCorruptData);
    for (qint64 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        PendingState::Part part;
        in >> part.change;
        readEnum(in, part.kind, protocol::ChangeKind::Redo);
        in >> part.joinsBefore >> part.takesBack >> part.apart;
        r.state.groups.push_back(std::move(part));
    }
}

void write(QDataStream &out, const EditRecord &r)
{
    out << static_cast<quint8>(r.how) << r.change;
}

void read(QDataStream &in, EditRecord &r)
{
    readEnum(in, r.how, EditRecord::How::Apart);
    in >> r.change;
}

void write(QDataStream &out, const SentRecord &r)
{
    out << r.sequence << r.again;
}

void read(QDataStream &in, SentRecord &r)
{
    in >> r.sequence >> r.again;
}

void write(QDataStream &out, const ReceivedRecord &r)
{
    out << r.revision << r.own << r.change << r.chain;
}

void read(QDataStream &in, ReceivedRecord &r)
{
    in >> r.revision >> r.own >> r.change >> r.chain;
}

void write(QDataStream &, const RefusedRecord &) { }

void read(QDataStream &, RefusedRecord &) { }

template<std::size_t Index = 0>
Result<JournalRecord> readKind(QDataStream &in, quint8 kind)
{
    if constexpr (Index == std::variant_size_v<JournalRecord>) {
        return ErrorCode::Damaged;
    } else {
        if (kind != Index)
            return readKind<Index + 1>(in, kind);
        std::variant_alternative_t<Index, JournalRecord> record;
        read(in, record);
        if (in.status() != QDataStream::Ok || !in.atEnd())
            return ErrorCode::Damaged;
        return JournalRecord(std::move(record));
    }
}

} // namespace

QByteArray encodeRecord(const JournalRecord &record)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(kStreamVersion);
    out << static_cast<quint8>(record.index());
    std::visit([&](const auto &r) { write(out, r); }, record);
    return bytes;
}

Result<JournalRecord> decodeRecord(const QByteArray &bytes)
{
    QDataStream in(bytes);
    in.setVersion(kStreamVersion);
    quint8 kind = 0;
    in >> kind;
    return readKind(in, kind);
}

} // namespace syngraph::replica
