// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "editor/typing_aids.h"
#include "paper/page_setup.h"
#include "ui/look.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QSettings>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace syngraph::ui {

// A document that was open here before.
struct Recent
{
    QString server;     // address without document and invitation; empty: this person's own server
    DocumentId document;
    QString title;
    QString serverName; // of another person's server, for people
    qint64 openedMs = 0;
    qint64 unsent = 0;  // changes that had not reached the server when it was closed
    bool isOpen = false; // in a window, or was when the program ended without closing it
    bool isPinned = false; // stays in the list, above the others
};

// What one person on this computer (one profile) has chosen, kept in one file. No secrets.
class Preferences
{
public:
    explicit Preferences(const QString &file) : m_settings(file, QSettings::IniFormat) { }

    // What others call this person; until chosen, as the account is called.
    QString name() const;
    void setName(const QString &name);
    // Row of protocol::kPersonColors in which they wish to be seen.
    std::optional<qint64> color() const;
    void setPerson(const QString &name, qint64 color);
    // Whether the person has said who they are, or that they won't.
    bool isIntroduced() const;
    void setIntroduced() { m_settings.setValue(QStringLiteral("introduced"), true); }
    Look::Scheme scheme() const;
    void setScheme(Look::Scheme scheme);
    bool areNamesShown() const;
    void setNamesShown(bool shown);
    bool isPeopleShown() const;
    // A window is closed while others are in the document: they stay, without a question.
    bool staysShared() const { return m_settings.value(QStringLiteral("staysShared"), false).toBool(); }
    void setStaysShared(bool stays) { m_settings.setValue(QStringLiteral("staysShared"), stays); }
    void setPeopleShown(bool shown);
    bool areCommentsShown() const { return m_settings.value(QStringLiteral("comments"), true).toBool(); }
    void setCommentsShown(bool shown) { m_settings.setValue(QStringLiteral("comments"), shown); }
    bool isOutlineShown() const { return m_settings.value(QStringLiteral("outline"), false).toBool(); }
    void setOutlineShown(bool shown) { m_settings.setValue(QStringLiteral("outline"), shown); }
    // The last revision of a document that the person has seen in a window; 0: none.
    qint64 lookedAt(DocumentId document) const { return number("looked", document); }
    void setLookedAt(DocumentId document, qint64 revision) { setNumber("looked", document, revision); }
    // Number of the last entry of its talk that the person has seen; 0: none.
    qint64 talkReadTo(DocumentId document) const { return number("talk", document); }
    void setTalkReadTo(DocumentId document, qint64 number) { setNumber("talk", document, number); }
    // Where the caret stood when the document was closed last; 0: at the beginning.
    qint64 caret(DocumentId document) const { return number("caret", document); }
    void setCaret(DocumentId document, qint64 position) { setNumber("caret", document, position); }
    // At the next start without anything to open, what was open at the end of this one is opened.
    bool reopens() const { return m_settings.value(QStringLiteral("reopens"), false).toBool(); }
    void setReopens(bool reopens) { m_settings.setValue(QStringLiteral("reopens"), reopens); }
    std::vector<DocumentId> openAtEnd() const;
    void setOpenAtEnd(const std::vector<DocumentId> &documents);
    bool isPageView() const { return m_settings.value(QStringLiteral("pageView"), false).toBool(); }
    void setPageView(bool isOn) { m_settings.setValue(QStringLiteral("pageView"), isOn); }
    int zoomPercent() const { return m_settings.value(QStringLiteral("zoom"), 100).toInt(); }
    void setZoomPercent(int percent) { m_settings.setValue(QStringLiteral("zoom"), percent); }
    // What typing is taken for; quotation marks are those of the system's language.
    editor::TypingAids typingAids() const;
    void setTypingAids(const editor::TypingAids &aids);
    // In which the program speaks from its next start on, by its code; empty: the system's.
    QString language() const { return m_settings.value(QStringLiteral("language")).toString(); }
    void setLanguage(const QString &language) { keep(QStringLiteral("language"), language); }
    bool checksSpelling() const { return m_settings.value(QStringLiteral("spelling/on"), true).toBool(); }
    void setChecksSpelling(bool checks) { m_settings.setValue(QStringLiteral("spelling/on"), checks); }
    // Name of the dictionary chosen for a document; see SpellControl::chosenLanguage.
    QString spellingLanguage(DocumentId document) const;
    void setSpellingLanguage(DocumentId document, const QString &name);
    // Words that are right in this document, though in no dictionary.
    QStringList ignoredWords(DocumentId document) const;
    void setIgnoredWords(DocumentId document, const QStringList &words);
    paper::PageSetup pageSetup() const;
    void setPageSetup(const paper::PageSetup &setup);
    QByteArray geometry() const { return m_settings.value(QStringLiteral("geometry")).toByteArray(); }
    void setGeometry(const QByteArray &geometry) { m_settings.setValue(QStringLiteral("geometry"), geometry); }
    // Whether this is asked for the first time in this profile.
    bool takeFirstStart();

    // Newest first.
    std::vector<Recent> recents() const;
    // To the top, once.
    void addRecent(const Recent &recent);
    void removeRecent(DocumentId document);
    void renameRecent(DocumentId document, const QString &title);
    void pinRecent(DocumentId document, bool isPinned);

    // The key that the person has accepted for a server (host:port); empty: none.
    QByteArray pin(const QString &server) const;
    // In place of another one, which is forgotten with its owner's name; without a fingerprint, only that.
    void setPin(const QString &server, const QByteArray &fingerprint);
    // Whether it is accepted for any server.
    bool knowsKey(const QByteArray &fingerprint) const;
    // The accepted keys of servers that call themselves so.
    QByteArrayList keysOf(const QString &serverName) const;
    void setKeyOf(const QString &serverName, const QByteArray &fingerprint);

private:
    // Of a number that is kept for each document.
    static QString keyOf(const char *what, DocumentId document) { return QLatin1StringView(what) + u'/' + document.toString(); }
    qint64 number(const char *what, DocumentId document) const { return m_settings.value(keyOf(what, document), 0).toLongLong(); }
    void setNumber(const char *what, DocumentId document, qint64 number) { m_settings.setValue(keyOf(what, document), number); }
    void changeRecent(DocumentId document, const std::function<void(Recent &recent)> &change);
    void keep(const QString &key, const QVariant &value);
    void writeRecents(const std::vector<Recent> &recents);

    QSettings m_settings;
};

} // namespace syngraph::ui
