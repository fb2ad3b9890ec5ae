// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace syngraph::test {

// Programs of others that are installed here, and a folder in which they work.
class ForeignPrograms
{
public:
    // Empty where it is not there.
    QString pandoc() const { return m_pandoc; }
    QString office() const { return m_office; }
    QString folder() const { return m_folder.path(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    bool run(const QString &program, const QStringList &arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(folder());
        process.start(program, arguments);
        const bool isOver = process.waitForFinished(180'000) && process.exitCode() == 0;
        if (!isOver)
            qWarning("%s", process.readAllStandardError().constData());
        return isOver;
    }
    // Converts to a file in `out`, with a profile of its own, so that no other one that runs takes the file.
    bool runOffice(const QString &file, const QString &kind) const
    {
        return run(m_office, {QStringLiteral("-env:UserInstallation=file://%1/profile").arg(folder()), QStringLiteral("--headless"),
                              QStringLiteral("--convert-to"), kind, QStringLiteral("--outdir"), path(QStringLiteral("out")), path(file)});
    }
    QByteArray bytesOf(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool keep(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }

private:
    QTemporaryDir m_folder;
    QString m_pandoc = QStandardPaths::findExecutable(QStringLiteral("pandoc"));
    QString m_office = QStandardPaths::findExecutable(QStringLiteral("soffice"));
};

} // namespace syngraph::test
