// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/templates.h"

#include "convert/formats.h"

#include <QFile>

namespace syngraph::app {
namespace {

QByteArray templateFile(const QString &name, const QLocale &locale)
{
    const QString language = QLocale::languageToCode(locale.language());
    for (const QString &own : {name + u'_' + language, name}) {
        QFile file(QStringLiteral(":/syngraph/templates/%1.html").arg(own));
        if (file.open(QIODevice::ReadOnly))
            return file.readAll();
    }
    return {};
}

} // namespace

model::Delta templateContent(const QString &name, const QLocale &locale, const QDate &today)
{
    QByteArray page = templateFile(name, locale);
    if (page.isEmpty())
        return {};
    page.replace("{date}", locale.toString(today, QLocale::LongFormat).toUtf8());
    const auto document = convert::read(convert::Format::Html, page);
    return document ? document->toDelta() : model::Delta();
}

} // namespace syngraph::app
