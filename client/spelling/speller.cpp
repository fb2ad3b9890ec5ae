// SPDX-License-Identifier: GPL-3.0-or-later
#include "spelling/speller.h"

#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>
#include <QStringEncoder>

#include <hunspell.hxx>

namespace syngraph::spelling {
namespace {

// In no dictionary, and no mistake.
constexpr const char *kOwnNames[] = {"Syngraph", "Syngraphs", "Syngraph's", "syngraphd"};

// What dictionaries call encodings that have another name elsewhere.
QByteArray encodingName(const Hunspell &hunspell)
{
    const QByteArray name = QByteArray::fromStdString(const_cast<Hunspell &>(hunspell).get_dict_encoding());
    constexpr QByteArrayView microsoft = "microsoft-cp";
    if (name.startsWith(microsoft))
        return "windows-" + name.sliced(microsoft.size());
    return name.startsWith("ISO8859") ? "ISO-8859" + name.sliced(7) : name;
}

} // namespace

struct Speller::Parts
{
    explicit Parts(const Dictionary &dictionary)
        : hunspell(QFile::encodeName(dictionary.affixFile).constData(), QFile::encodeName(dictionary.wordFile).constData()),
          encoding(encodingName(hunspell))
    {
        for (const char *name : kOwnNames)
            hunspell.add(name);
    }

    Hunspell hunspell;
    QByteArray encoding;
};

Speller::Speller(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) { }

Speller::~Speller() = default;

Result<std::unique_ptr<Speller>> Speller::load(const Dictionary &dictionary)
{
    const auto refuse = [&](const QString &why) {
        return Error{ErrorCode::Damaged, QStringLiteral("The dictionary %1 %2; install it anew.").arg(dictionary.wordFile, why)};
    };
    for (const QString &file : {dictionary.affixFile, dictionary.wordFile}) {
        if (!QFileInfo(file).isReadable() || QFileInfo(file).size() == 0)
            return refuse(QStringLiteral("can't be read"));
    }
    auto parts = std::make_unique<Parts>(dictionary);
    if (!QStringEncoder(parts->encoding.constData()).isValid())
        return refuse(QStringLiteral("is written in %1, which is not known here").arg(QString::fromLatin1(parts->encoding)));
    return std::unique_ptr<Speller>(new Speller(std::move(parts)));
}

bool Speller::isRight(const QString &word) const
{
    QStringEncoder encoder(m_parts->encoding.constData());
    const QByteArray bytes = encoder(word);
    return encoder.hasError() || m_parts->hunspell.spell(bytes.toStdString());
}

QStringList Speller::suggest(const QString &word) const
{
    QStringEncoder encoder(m_parts->encoding.constData());
    const QByteArray bytes = encoder(word);
    QStringList suggestions;
    if (encoder.hasError())
        return suggestions;
    for (const std::string &one : m_parts->hunspell.suggest(bytes.toStdString())) {
        QStringDecoder decoder(m_parts->encoding.constData());
        suggestions << QString(decoder(QByteArrayView(one.data(), qsizetype(one.size()))));
    }
    return suggestions;
}

} // namespace syngraph::spelling
