// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences.h"

#include "protocol/person_colors.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr std::size_t kMaxRecents = 30;
const QString kRecents = QStringLiteral("recent");
const QString kPage = QStringLiteral("page/");
const QString kPins = QStringLiteral("pins/");
const QString kKeyNames = QStringLiteral("keys/"); // names of servers, by their fingerprints

QString spellingKey(DocumentId document, const char *name)
{
    return QStringLiteral("spelling/%1/%2").arg(QString::fromLatin1(document.toHex()), QLatin1StringView(name));
}

QString accountName()
{
    const passwd *entry = ::getpwuid(::getuid());
    if (!entry)
        return QStringLiteral("Somebody");
    const QString full = QString::fromLocal8Bit(entry->pw_gecos).section(u',', 0, 0).trimmed();
    return full.isEmpty() ? QString::fromLocal8Bit(entry->pw_name) : full;
}

} // namespace

QString Preferences::name() const
{
    const QString chosen = m_settings.value(QStringLiteral("name")).toString().trimmed();
    return chosen.isEmpty() ? accountName() : chosen;
}

void Preferences::setName(const QString &name)
{
    m_settings.setValue(QStringLiteral("name"), name.trimmed());
}

std::optional<qint64> Preferences::color() const
{
    bool ok = false;
    const qint64 row = m_settings.value(QStringLiteral("color")).toLongLong(&ok);
    return ok && row >= 0 && row < std::ssize(protocol::kPersonColors) ? std::optional(row) : std::nullopt;
}

void Preferences::setPerson(const QString &name, qint64 color)
{
    setName(name);
    m_settings.setValue(QStringLiteral("color"), color);
    setIntroduced();
}

bool Preferences::isIntroduced() const
{
    return m_settings.contains(QStringLiteral("name")) || m_settings.contains(QStringLiteral("introduced"));
}

Look::Scheme Preferences::scheme() const
{
    const QString scheme = m_settings.value(QStringLiteral("colors")).toString();
    if (scheme == u"dark")
        return Look::Scheme::Dark;
    return scheme == u"light" ? Look::Scheme::Light : Look::Scheme::AsDesktop;
}

void Preferences::setScheme(Look::Scheme scheme)
{
    const char *name = scheme == Look::Scheme::Dark ? "dark" : scheme == Look::Scheme::Light ? "light" : "desktop";
    m_settings.setValue(QStringLiteral("colors"), QLatin1StringView(name));
}

bool Preferences::areNamesShown() const
{
    return m_settings.value(QStringLiteral("names"), true).toBool();
}

void Preferences::setNamesShown(bool shown)
{
    m_settings.setValue(QStringLiteral("names"), shown);
}

bool Preferences::isPeopleShown() const
{
    return m_settings.value(QStringLiteral("people"), false).toBool();
}

void Preferences::setPeopleShown(bool shown)
{
    m_settings.setValue(QStringLiteral("people"), shown);
}

editor::TypingAids Preferences::typingAids() const
{
    editor::TypingAids aids = editor::TypingAids::forLocale(QLocale());
    aids.formats = m_settings.value(QStringLiteral("aids/formats"), true).toBool();
    aids.typography = m_settings.value(QStringLiteral("aids/typography"), true).toBool();
    return aids;
}

void Preferences::setTypingAids(const editor::TypingAids &aids)
{
    m_settings.setValue(QStringLiteral("aids/formats"), aids.formats);
    m_settings.setValue(QStringLiteral("aids/typography"), aids.typography);
}

QString Preferences::spellingLanguage(DocumentId document) const
{
    return m_settings.value(spellingKey(document, "language")).toString();
}

void Preferences::setSpellingLanguage(DocumentId document, const QString &name)
{
    keep(spellingKey(document, "language"), name);
}

QStringList Preferences::ignoredWords(DocumentId document) const
{
    return m_settings.value(spellingKey(document, "ignored")).toStringList();
}

void Preferences::setIgnoredWords(DocumentId document, const QStringList &words)
{
    keep(spellingKey(document, "ignored"), words);
}

// Nothing chosen leaves no trace.
void Preferences::keep(const QString &key, const QVariant &value)
{
    if (value.toStringList().join(QString()).isEmpty())
        m_settings.remove(key);
    else
        m_settings.setValue(key, value);
}

paper::PageSetup Preferences::pageSetup() const
{
    paper::PageSetup setup = paper::PageSetup::forLocale(QLocale());
    const auto number = [this](const char *name, double otherwise) {
        return m_settings.value(kPage + QLatin1StringView(name), otherwise).toDouble();
    };
    const int size = int(number("size", setup.size));
    if (size >= 0 && size <= int(QPageSize::LastPageSize))
        setup.size = QPageSize::PageSizeId(size);
    setup.orientation = number("landscape", 0) > 0 ? QPageLayout::Landscape : QPageLayout::Portrait;
    setup.marginsMm = {number("left", setup.marginsMm.left()), number("top", setup.marginsMm.top()),
                       number("right", setup.marginsMm.right()), number("bottom", setup.marginsMm.bottom())};
    setup.hasPageNumbers = number("numbers", setup.hasPageNumbers ? 1 : 0) > 0;
    setup.hasTitle = number("title", setup.hasTitle ? 1 : 0) > 0;
    return setup;
}

void Preferences::setPageSetup(const paper::PageSetup &setup)
{
    const std::pair<const char *, double> values[] = {
        {"size", setup.size},
        {"landscape", setup.orientation == QPageLayout::Landscape ? 1 : 0},
        {"left", setup.marginsMm.left()},
        {"top", setup.marginsMm.top()},
        {"right", setup.marginsMm.right()},
        {"bottom", setup.marginsMm.bottom()},
        {"numbers", setup.hasPageNumbers ? 1 : 0},
        {"title", setup.hasTitle ? 1 : 0},
    };
    for (const auto &[name, value] : values)
        m_settings.setValue(kPage + QLatin1StringView(name), value);
}

bool Preferences::takeFirstStart()
{
    const bool isFirst = !m_settings.contains(QStringLiteral("started"));
    m_settings.setValue(QStringLiteral("started"), true);
    return isFirst;
}

std::vector<Recent> Preferences::recents() const
{
    // reading an array moves QSettings to it, which a const object does not allow
    QSettings settings(m_settings.fileName(), QSettings::IniFormat);
    std::vector<Recent> recents;
    const int count = settings.beginReadArray(kRecents);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        const auto id = DocumentId::fromHex(settings.value(QStringLiteral("document")).toByteArray());
        if (!id)
            continue;
        recents.push_back({settings.value(QStringLiteral("server")).toString(), *id,
                           settings.value(QStringLiteral("title")).toString(),
                           settings.value(QStringLiteral("serverName")).toString(),
                           settings.value(QStringLiteral("opened")).toLongLong(),
                           settings.value(QStringLiteral("unsent")).toLongLong(),
                           settings.value(QStringLiteral("open")).toBool(),
                           settings.value(QStringLiteral("pinned")).toBool()});
    }
    std::ranges::stable_partition(recents, &Recent::isPinned);
    return recents;
}

void Preferences::writeRecents(const std::vector<Recent> &recents)
{
    m_settings.remove(kRecents);
    m_settings.beginWriteArray(kRecents, int(recents.size()));
    for (int i = 0; i < int(recents.size()); ++i) {
        const Recent &recent = recents[std::size_t(i)];
        m_settings.setArrayIndex(i);
        m_settings.setValue(QStringLiteral("server"), recent.server);
        m_settings.setValue(QStringLiteral("document"), recent.document.toHex());
        m_settings.setValue(QStringLiteral("title"), recent.title);
        m_settings.setValue(QStringLiteral("serverName"), recent.serverName);
        m_settings.setValue(QStringLiteral("opened"), recent.openedMs);
        m_settings.setValue(QStringLiteral("unsent"), recent.unsent);
        m_settings.setValue(QStringLiteral("open"), recent.isOpen);
        m_settings.setValue(QStringLiteral("pinned"), recent.isPinned);
    }
    m_settings.endArray();
    m_settings.sync();
}

void Preferences::addRecent(const Recent &recent)
{
    std::vector<Recent> all = recents();
    const auto known = std::ranges::find(all, recent.document, &Recent::document);
    const bool isPinned = recent.isPinned || (known != all.end() && known->isPinned);
    std::erase_if(all, [&](const Recent &one) { return one.document == recent.document; });
    all.insert(all.begin(), recent);
    all.front().isPinned = isPinned;
    std::ranges::stable_partition(all, &Recent::isPinned);
    if (all.size() > kMaxRecents)
        all.resize(kMaxRecents);
    writeRecents(all);
}

void Preferences::changeRecent(DocumentId document, const std::function<void(Recent &recent)> &change)
{
    std::vector<Recent> all = recents();
    const auto found = std::ranges::find(all, document, &Recent::document);
    if (found == all.end())
        return;
    change(*found);
    writeRecents(all);
}

void Preferences::pinRecent(DocumentId document, bool isPinned)
{
    changeRecent(document, [isPinned](Recent &recent) { recent.isPinned = isPinned; });
}

void Preferences::renameRecent(DocumentId document, const QString &title)
{
    changeRecent(document, [&title](Recent &recent) { recent.title = title; });
}

void Preferences::removeRecent(DocumentId document)
{
    std::vector<Recent> all = recents();
    std::erase_if(all, [&](const Recent &one) { return one.document == document; });
    writeRecents(all);
    m_settings.remove(QStringLiteral("spelling/") + QString::fromLatin1(document.toHex()));
    m_settings.remove(keyOf("caret", document));
    m_settings.remove(keyOf("talk", document));
}

std::vector<DocumentId> Preferences::openAtEnd() const
{
    std::vector<DocumentId> documents;
    for (const QString &hex : m_settings.value(QStringLiteral("openAtEnd")).toStringList()) {
        if (const auto id = DocumentId::fromHex(hex.toLatin1()))
            documents.push_back(*id);
    }
    return documents;
}

void Preferences::setOpenAtEnd(const std::vector<DocumentId> &documents)
{
    QStringList texts;
    for (const DocumentId document : documents)
        texts << QString::fromLatin1(document.toHex());
    m_settings.setValue(QStringLiteral("openAtEnd"), texts);
}

QByteArray Preferences::pin(const QString &server) const
{
    return m_settings.value(kPins + server).toByteArray();
}

void Preferences::setPin(const QString &server, const QByteArray &fingerprint)
{
    const QByteArray old = pin(server);
    if (!old.isEmpty() && old != fingerprint)
        m_settings.remove(kKeyNames + QString::fromLatin1(old));
    if (fingerprint.isEmpty())
        m_settings.remove(kPins + server);
    else
        m_settings.setValue(kPins + server, fingerprint);
}

bool Preferences::knowsKey(const QByteArray &fingerprint) const
{
    const QStringList keys = m_settings.allKeys();
    return std::ranges::any_of(keys, [&](const QString &key) {
        return key.startsWith(kPins) && m_settings.value(key).toByteArray() == fingerprint;
    });
}

QByteArrayList Preferences::keysOf(const QString &serverName) const
{
    QByteArrayList known;
    const QStringList keys = m_settings.allKeys();
    for (const QString &key : keys) {
        if (key.startsWith(kKeyNames) && m_settings.value(key).toString() == serverName)
            known << key.mid(kKeyNames.size()).toLatin1();
    }
    return known;
}

void Preferences::setKeyOf(const QString &serverName, const QByteArray &fingerprint)
{
    m_settings.setValue(kKeyNames + QString::fromLatin1(fingerprint), serverName);
}

} // namespace syngraph::ui
