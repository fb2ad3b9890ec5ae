// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/delta_filter.h"

#include "model/compose.h"
#include "model/delta_json.h"
#include "model/invert.h"
#include "model/rebase.h"
#include "model/schema.h"
#include "model/transform.h"

#include <simdjson.h>

#include <array>
#include <string_view>

namespace syngraph::cli {
namespace {

namespace dom = simdjson::dom;
using namespace model;

enum Member : unsigned { kDoc = 1, kA = 2, kB = 4, kPriority = 8, kIndex = 16, kTie = 32 };

struct Parsed
{
    Delta delta;
    Reading reading;
};

// The members of one request; which of them an operation has, its row in kOperations says.
struct Request
{
    Document document;
    Delta content; // of the document
    Parsed a;
    Parsed b;
    bool priority = false;
    qint64 index = 0;
    Tie tie = Tie::GoesBefore;
};

using Answer = Result<QByteArray>;

// --- operations ---

// A delta as an answer: what a strict reader would refuse is no answer.
Answer answerOf(const Delta &delta)
{
    qint64 sum = 0;
    for (const Op &op : delta.ops()) {
        sum += op.length;
        if (sum > kMaxSafeInteger)
            return ErrorCode::NumberRange;
    }
    return toJson(delta);
}

// A plain retain at the end means nothing, but one that passes the end of the document is out of range.
Result<void> checkRange(const Parsed &change, const Document &document)
{
    if (change.reading.units > document.length())
        return ErrorCode::OutOfRange;
    return document.check(change.delta);
}

Answer applyRequest(Request &request)
{
    if (auto done = checkRange(request.a, request.document); !done)
        return done.error();
    if (auto done = request.document.apply(request.a.delta, Filter::None); !done)
        return done.error();
    return answerOf(request.document.toDelta());
}

Answer composeRequest(Request &request)
{
    if (auto done = checkComposable(request.a.delta, request.b.delta); !done)
        return done.error();
    return answerOf(compose(request.a.delta, request.b.delta, Filter::None));
}

Answer transformRequest(Request &request)
{
    const Tie tie = request.priority ? Tie::GoesAfter : Tie::GoesBefore;
    return answerOf(transform(request.b.delta, request.a.delta, tie));
}

Answer invertRequest(Request &request)
{
    if (auto done = checkRange(request.a, request.document); !done)
        return done.error();
    return answerOf(invert(request.a.delta, request.document, Filter::None));
}

Answer positionRequest(Request &request)
{
    const AtInsert atInsert = request.priority ? AtInsert::Stays : AtInsert::Moves;
    const qint64 position = transformPosition(request.index, request.a.delta, atInsert);
    return position > kMaxSafeInteger ? Answer(ErrorCode::NumberRange) : Answer(QByteArray::number(position));
}

Answer rebaseRequest(Request &request)
{
    return answerOf(rebase(request.b.delta, request.a.delta, request.tie));
}

Answer validateRequest(Request &request)
{
    Result<void> valid = checkDocument(request.content);
    if (valid && request.a.reading.units > request.document.length())
        valid = ErrorCode::OutOfRange;
    if (valid)
        valid = checkChange(request.a.delta, request.document);
    if (valid)
        return QByteArrayLiteral("{\"valid\":true}");
    const QLatin1StringView code = toWire(valid.error().code);
    return QByteArray("{\"valid\":false,\"code\":\"") + QByteArray(code.data(), code.size()) + "\"}";
}

Answer hashRequest(Request &request)
{
    return '"' + hashToHex(request.document.hash()) + '"';
}

struct Operation
{
    std::string_view name;
    unsigned members;
    EmbedChanges embedChanges;
    Answer (*run)(Request &);
};

constexpr std::array kOperations = {
    Operation {"apply", kDoc | kA, EmbedChanges::Refused, applyRequest},
    Operation {"compose", kA | kB, EmbedChanges::Refused, composeRequest},
    Operation {"transform", kA | kB | kPriority, EmbedChanges::Refused, transformRequest},
    Operation {"invert", kA | kDoc, EmbedChanges::Refused, invertRequest},
    Operation {"transformPosition", kA | kIndex | kPriority, EmbedChanges::Refused, positionRequest},
    Operation {"rebase", kA | kB | kTie, EmbedChanges::Allowed, rebaseRequest},
    Operation {"validate", kDoc | kA, EmbedChanges::Allowed, validateRequest},
    Operation {"hash", kDoc, EmbedChanges::Refused, hashRequest},
};

// --- reading a request ---

Result<void> readChange(const dom::element &element, EmbedChanges embedChanges, Parsed &out)
{
    auto delta = deltaFrom(element, embedChanges, &out.reading);
    if (!delta)
        return delta.error();
    out.delta = std::move(*delta);
    return {};
}

Result<void> readDocument(const dom::element &element, Request &out)
{
    Reading reading;
    auto content = deltaFrom(element, EmbedChanges::Refused, &reading);
    if (!content)
        return content.error();
    if (reading.nullOnInsert || reading.units > 0)
        return ErrorCode::NotADocument;
    auto document = Document::fromDelta(*content);
    if (!document)
        return document.error();
    out.document = std::move(*document);
    out.content = std::move(*content);
    return {};
}

Result<void> readTie(const dom::element &element, Request &out)
{
    std::string_view text;
    if (element.get_string().get(text))
        return ErrorCode::WrongType;
    if (text != "before" && text != "after")
        return ErrorCode::Malformed;
    out.tie = text == "before" ? Tie::GoesBefore : Tie::GoesAfter;
    return {};
}

Result<void> readIndex(const dom::element &element, Request &out)
{
    const auto index = integerFrom(element);
    if (!index)
        return index.error();
    if (*index < 0)
        return ErrorCode::NumberRange;
    out.index = *index;
    return {};
}

Result<void> readMember(Member member, const dom::element &element, EmbedChanges embedChanges, Request &out)
{
    switch (member) {
    case kDoc:
        return readDocument(element, out);
    case kA:
        return readChange(element, embedChanges, out.a);
    case kB:
        return readChange(element, embedChanges, out.b);
    case kPriority:
        return element.get_bool().get(out.priority) ? ErrorCode::WrongType : Result<void>();
    case kIndex:
        return readIndex(element, out);
    case kTie:
        return readTie(element, out);
    }
    return ErrorCode::UnknownMember;
}

std::optional<Member> memberNamed(std::string_view name)
{
    struct Row
    {
        std::string_view name;
        Member member;
    };
    static constexpr std::array kRows = {Row {"doc", kDoc},     Row {"a", kA},
                                         Row {"b", kB},         Row {"priority", kPriority},
                                         Row {"index", kIndex}, Row {"tie", kTie}};
    for (const Row &row : kRows) {
        if (row.name == name)
            return row.member;
    }
    return std::nullopt;
}

Result<const Operation *> operationOf(const dom::object &request)
{
    dom::element element;
    if (request.at_key("op").get(element))
        return ErrorCode::MissingMember;
    std::string_view name;
    if (element.get_string().get(name))
        return ErrorCode::WrongType;
    for (const Operation &operation : kOperations) {
        if (operation.name == name)
            return &operation;
    }
    return ErrorCode::Unsupported;
}

Answer answerOf(const dom::object &object)
{
    const auto operation = operationOf(object);
    if (!operation)
        return operation.error();
    Request request;
    unsigned seen = 0;
    for (const auto field : object) {
        if (field.key == "id" || field.key == "op")
            continue;
        const auto member = memberNamed(field.key);
        if (!member || !((*operation)->members & *member))
            return ErrorCode::UnknownMember;
        if (auto done = readMember(*member, field.value, (*operation)->embedChanges, request); !done)
            return done.error();
        seen |= *member;
    }
    if (seen != (*operation)->members)
        return ErrorCode::MissingMember;
    return (*operation)->run(request);
}

// The request's id as JSON: text, or a whole number; nothing where it has no such id.
std::optional<QByteArray> idOf(const dom::object &request)
{
    dom::element element;
    if (request.at_key("id").get(element) || !(element.is_string() || element.is_int64()))
        return std::nullopt;
    const auto value = canonicalValue(element);
    return value ? std::optional(value->json()) : std::nullopt;
}

void appendRefusal(QByteArray &out, const QByteArray &id, const Error &error)
{
    out += "{\"id\":" + id + ",\"ok\":false,\"error\":";
    out += Value::string(error.text()).json();
    out += "}\n";
}

} // namespace

void DeltaFilter::answer(QByteArrayView line, QByteArray &out)
{
    const auto root = m_reader.read(line);
    if (!root)
        return appendRefusal(out, "null", root.error());
    dom::object object;
    if ((*root)->get_object().get(object))
        return appendRefusal(out, "null", {ErrorCode::WrongType, {}});
    const auto id = idOf(object);
    if (!id)
        return appendRefusal(out, "null",
                             {ErrorCode::MissingMember, QStringLiteral("The request has no id.")});
    const Answer answer = answerOf(object);
    if (!answer)
        return appendRefusal(out, *id, answer.error());
    out += "{\"id\":" + *id + ",\"ok\":true,\"result\":" + *answer + "}\n";
}

void DeltaFilter::refuse(ErrorCode code, QByteArray &out)
{
    appendRefusal(out, "null", {code, {}});
}

} // namespace syngraph::cli
