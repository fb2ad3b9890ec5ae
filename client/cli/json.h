// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "model/delta_json.h"

namespace syngraph::cli {

// One JSON object on one line, its members in the order given.
class JsonLine
{
public:
    JsonLine &add(const char *name, qint64 value) { return raw(name, QByteArray::number(value)); }
    JsonLine &add(const char *name, int value) { return add(name, qint64(value)); }
    JsonLine &add(const char *name, bool value) { return raw(name, value ? "true" : "false"); }
    JsonLine &add(const char *name, const QString &value)
    {
        return raw(name, model::Value::string(value).json());
    }
    // Rounded to three places.
    JsonLine &add(const char *name, double value) { return raw(name, QByteArray::number(value, 'f', 3)); }
    JsonLine &add(const char *name, const model::Delta &value) { return raw(name, model::toJson(value)); }
    template<typename Tag>
    JsonLine &add(const char *name, const Id128<Tag> &value)
    {
        return add(name, value.toString());
    }
    // `json`: a value that is JSON already.
    JsonLine &raw(const char *name, const QByteArray &json)
    {
        m_text += m_text.size() > 1 ? ",\"" : "\"";
        m_text += name;
        m_text += "\":";
        m_text += json;
        return *this;
    }
    QByteArray finish() const { return m_text + '}'; }

private:
    QByteArray m_text = "{";
};

} // namespace syngraph::cli
