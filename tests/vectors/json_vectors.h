// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta_json.h"
#include "model/document.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace syngraph::vectors {

inline QJsonObject readVectors(const char *name)
{
    QFile file(QStringLiteral(SYNGRAPH_SOURCE_DIR "/tests/vectors/data/") + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

inline model::Delta deltaOf(const QJsonValue &value)
{
    const auto delta = model::parseDelta(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return delta ? *delta : model::Delta();
}

// `base` after the changes; empty where one of them does not apply.
inline model::Document applied(const QJsonValue &base, std::initializer_list<model::Delta> changes)
{
    auto document = model::Document::fromDelta(deltaOf(base));
    if (!document)
        return {};
    for (const model::Delta &change : changes) {
        if (!document->apply(change, model::Filter::Classes))
            return {};
    }
    return *document;
}

} // namespace syngraph::vectors
