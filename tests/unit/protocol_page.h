// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/messages.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QStringList>

// PROTOCOL.md as a test reads it: fenced blocks, tables, and the sections that describe one message or part.
namespace syngraph::test {

struct Fence
{
    QString info; // "json", "json delta" …
    QByteArray text;
    int line = 0;
};

using Row = QStringList; // cells of a table, without the surrounding spaces

struct MessageSection
{
    QString kind; // client, server, part
    QString role;
    std::vector<Row> rows;
    std::vector<Fence> examples;
};

struct Page
{
    std::vector<Fence> fences;
    QMap<QString, MessageSection> messages;
    QMap<QString, std::vector<Row>> tables; // by the heading they stand under, "## " taken off
};

inline Row cellsOf(const QString &line)
{
    Row cells;
    for (const QString &cell : line.sliced(1, line.lastIndexOf(u'|') - 1).split(QStringLiteral(" | ")))
        cells << cell.trimmed();
    return cells;
}

// Without the backticks around it.
inline QString bare(const QString &cell)
{
    return cell.startsWith(u'`') ? cell.section(u'`', 1, 1) : cell;
}

inline Page readPage()
{
    QFile file(QStringLiteral(SYNGRAPH_SOURCE_DIR "/shared/protocol/PROTOCOL.md"));
    Page page;
    if (!file.open(QIODevice::ReadOnly))
        return page;
    static const QRegularExpression heading(QStringLiteral("^#### `(\\w+)` \\((client|server|part)\\)$"));
    static const QRegularExpression role(QStringLiteral("^Role: `(\\w+)`\\."));
    MessageSection *section = nullptr;
    QString title;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        const QString &line = lines[i];
        if (line.startsWith(u"```")) {
            Fence fence{line.sliced(3), {}, i + 1};
            for (++i; i < lines.size() && lines[i] != u"```"; ++i)
                fence.text += lines[i].toUtf8() + '\n';
            page.fences.push_back(fence);
            if (section)
                section->examples.push_back(fence);
        } else if (const auto match = heading.match(line); match.hasMatch()) {
            section = &page.messages[match.captured(1)];
            section->kind = match.captured(2);
        } else if (line.startsWith(u'#')) {
            section = nullptr;
            title = line.section(u' ', 1);
        } else if (line.startsWith(u"| ") && !line.startsWith(u"| member |")) {
            (section ? section->rows : page.tables[title]).push_back(cellsOf(line));
        } else if (const auto found = role.match(line); section && found.hasMatch()) {
            section->role = found.captured(1);
        }
    }
    return page;
}

// What the page calls the objects that messages are made of.
template<typename T>
inline constexpr const char *kPart = nullptr;
template<>
inline constexpr const char *kPart<protocol::Person> = "person";
template<>
inline constexpr const char *kPart<protocol::Range> = "range";
template<>
inline constexpr const char *kPart<protocol::DocumentEntry> = "documentEntry";
template<>
inline constexpr const char *kPart<protocol::CommittedChange> = "committedChange";
template<>
inline constexpr const char *kPart<protocol::TypedChange> = "typedChange";
template<>
inline constexpr const char *kPart<protocol::HistoryChange> = "historyChange";
template<>
inline constexpr const char *kPart<protocol::PresenceEntry> = "presenceEntry";
template<>
inline constexpr const char *kPart<protocol::NamedVersion> = "namedVersion";
template<>
inline constexpr const char *kPart<protocol::Invitation> = "invitation";

template<>
inline constexpr const char *kPart<protocol::SharedDocument> = "sharedDocument";
template<>
inline constexpr const char *kPart<protocol::SharedPerson> = "sharedPerson";
template<>
inline constexpr const char *kPart<protocol::TalkEntry> = "talkEntry";

// What the page calls the type of a member. A kind of member without a name here does not compile.
template<typename T>
struct TypeName;
template<>
struct TypeName<qint64>
{
    static QString of() { return QStringLiteral("integer"); }
};
template<typename Tag>
struct TypeName<Number<Tag>> : TypeName<qint64>
{ };
template<>
struct TypeName<bool>
{
    static QString of() { return QStringLiteral("boolean"); }
};
template<>
struct TypeName<QString>
{
    static QString of() { return QStringLiteral("string"); }
};
template<typename Tag>
struct TypeName<Id128<Tag>>
{
    static QString of() { return QStringLiteral("id"); }
};
template<>
struct TypeName<protocol::Hash64>
{
    static QString of() { return QStringLiteral("hash"); }
};
template<>
struct TypeName<protocol::WireDelta>
{
    static QString of() { return QStringLiteral("delta"); }
};
template<>
struct TypeName<protocol::Role>
{
    static QString of() { return QStringLiteral("role"); }
};
template<>
struct TypeName<protocol::Admission>
{
    static QString of() { return QStringLiteral("admission"); }
};
template<>
struct TypeName<protocol::TalkKind>
{
    static QString of() { return QStringLiteral("talkKind"); }
};
template<>
struct TypeName<ErrorCode>
{
    static QString of() { return QStringLiteral("code"); }
};
template<>
struct TypeName<model::Verdict>
{
    static QString of() { return QStringLiteral("verdict"); }
};
template<>
struct TypeName<protocol::ChangeKind>
{
    static QString of() { return QStringLiteral("kind"); }
};
template<typename T>
    requires requires { T::fields(); }
struct TypeName<T>
{
    static_assert(kPart<T>, "a part of messages without a name in PROTOCOL.md");
    static QString of() { return QLatin1StringView(kPart<T>); }
};
template<protocol::List L>
struct TypeName<L>
{
    static QString of() { return QStringLiteral("list of ") + TypeName<typename L::value_type>::of() + u','; }
};
template<typename T>
struct TypeName<std::optional<T>> : TypeName<T>
{ };

// The type and bound of a member as the page writes them.
template<typename M, typename T>
QString typeOf(const protocol::Field<M, T> &field)
{
    QString type = TypeName<T>::of();
    if (field.bound != protocol::kSafeInteger)
        type += QStringLiteral(" ≤ %1").arg(field.bound);
    if constexpr (requires(T value) { value.has_value(); })
        type += QStringLiteral(", optional");
    return type;
}

} // namespace syngraph::test
