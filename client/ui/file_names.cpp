// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/file_names.h"

#include "convert/formats.h"
#include "protocol/limits.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace syngraph::ui {
namespace {

constexpr qint64 kLongestName = 80;

} // namespace

QString documentsFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    // a dialog would take the name of one that is not there for that of a file
    return QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

QString fileNameOf(const QString &title)
{
    QString name = title;
    for (QChar &unit : name) {
        if (unit == u'/' || unit == u'\\' || unit == u':' || unit.unicode() < 0x20)
            unit = u'-';
    }
    return name.left(kLongestName);
}

QString titleOfFile(const QString &path)
{
    return QFileInfo(path).completeBaseName().left(protocol::kMaxTitleUnits);
}

QString readableFilter()
{
    const QString foreign = QStringLiteral("*.docx *.odt *.md *.markdown *.html *.htm *.txt");
    const QStringList filters{
        QCoreApplication::translate("FileNames", "All documents (*.syngraph %1)").arg(foreign),
        QCoreApplication::translate("FileNames", "Syngraph documents (*.syngraph)"),
        QCoreApplication::translate("FileNames", "Documents of other programs (%1)").arg(foreign),
    };
    return filters.join(QLatin1StringView(";;"));
}

bool isForeign(const QString &path)
{
    return convert::formatOfEnding(QFileInfo(path).suffix()).has_value();
}

} // namespace syngraph::ui
