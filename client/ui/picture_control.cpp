// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture_control.h"

#include "convert/files.h"
#include "editor/edit_commands.h"
#include "model/schema.h"
#include "ui/document_pictures.h"
#include "ui/error_words.h"
#include "ui/file_names.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>

#include <algorithm>
#include <memory>

namespace syngraph::ui {
namespace {

using convert::Picture;
using editor::PlacedPicture;
using editor::Selection;

constexpr qint64 kFirstBytes = 16;

int textWidth()
{
    const editor::Theme theme = editor::Theme::light();
    return theme.pageWidth - int(theme.pageMargins.left() + theme.pageMargins.right());
}

} // namespace

PictureControl::PictureControl(const Actions &actions, DocumentPane &pane, QWidget *window)
    : QObject(window), m_pane(pane), m_window(window), m_handles(new editor::PictureHandles(pane.edit()))
{
    editor::RichTextEdit &edit = pane.edit();
    DocumentPictures &pictures = pane.document().pictures();
    edit.setImageSource([&pictures](const QByteArray &id) { return pictures.image(id); });
    edit.setPictureIntake([this](const model::Delta &paragraphs) { return takePasted(paragraphs); });
    connect(&pictures, &DocumentPictures::shown, &edit, &editor::RichTextEdit::showImage);
    connect(&edit, &editor::RichTextEdit::imagePasted, this, &PictureControl::insertImage);
    connect(&edit, &editor::RichTextEdit::contextMenuAboutToShow, this,
            [this](QMenu *menu, qint64 position) { fillMenu(*menu, position); });
    connect(&actions[ActionId::InsertPicture], &QAction::triggered, this, &PictureControl::chooseFiles);
}

PictureControl::~PictureControl()
{
    m_pane.edit().setImageSource({});
    m_pane.edit().setPictureIntake({});
    delete m_handles;
}

bool PictureControl::isPicture(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && !convert::pictureKind(file.read(kFirstBytes)).isEmpty();
}

void PictureControl::complain(const Error &reason)
{
    Q_EMIT told({});
    QMessageBox::warning(m_window, tr("Picture"), wordsOf(reason));
}

void PictureControl::chooseFiles()
{
    const QStringList paths = QFileDialog::getOpenFileNames(
        m_window, tr("Insert Picture"), documentsFolder(), tr("Pictures (*.png *.jpg *.jpeg *.webp *.gif);;All files (*)"));
    insertFiles(paths);
}

void PictureControl::insertFiles(const QStringList &paths)
{
    for (const QString &path : paths) {
        insert([path]() -> Result<Picture> {
            const auto bytes = convert::readBytes(path, editor::kMostPictureFileBytes);
            return bytes ? editor::takePicture(*bytes) : bytes.error();
        });
    }
}

void PictureControl::insertImage(const QImage &image)
{
    insert([image] { return editor::takePicture(image); });
}

void PictureControl::insert(Open open)
{
    if (m_pane.edit().isReadOnly())
        return;
    DocumentPictures &pictures = m_pane.document().pictures();
    Q_EMIT told(tr("Inserting the picture…"));
    const auto where = holdCaret();
    pictures.store().take(std::move(open), this, [this, where](const Result<Picture> &picture) {
        if (!picture) {
            complain(picture.error());
            return;
        }
        m_pane.document().pictures().add(*picture);
        place(*where, *picture);
    });
}

std::shared_ptr<editor::HeldSelection> PictureControl::holdCaret() const
{
    const editor::DocumentBinding &binding = m_pane.edit().binding();
    return std::make_shared<editor::HeldSelection>(binding, binding.selection());
}

void PictureControl::place(const editor::HeldSelection &where, const Picture &picture)
{
    Q_EMIT told({});
    m_known.insert(picture.id);
    editor::RichTextEdit &edit = m_pane.edit();
    const bool isHere = edit.binding().selection() == where.now();
    edit.run([&](const model::Document &document, const Selection &selection) {
        editor::Edit change = editor::commands::insertImage(document, where.now(),
                                                            editor::pictureEmbed(picture.id, picture.size, textWidth()));
        // who has gone on writing elsewhere stays there
        if (!isHere)
            change.selection = editor::movedSelection(selection, change.change, [&] {
                model::Document after = document;
                return after.apply(change.change, model::Filter::Classes) ? after : document;
            }());
        return change;
    });
}

// What comes from another document brings its pictures along, where they are here or there.
bool PictureControl::takePasted(const model::Delta &paragraphs)
{
    std::vector<QByteArray> ids = model::imagesIn(paragraphs);
    if (ids.empty())
        return false;
    const std::vector<QByteArray> own = convert::picturesIn(m_pane.edit().binding().mirror());
    m_known.unite(QSet<QByteArray>(own.begin(), own.end()));
    QSet<QByteArray> stored;
    std::erase_if(ids, [&](const QByteArray &id) {
        if (m_known.contains(id))
            stored.insert(id);
        return m_known.contains(id);
    });
    if (ids.empty())
        return false;
    const auto where = holdCaret();
    m_pane.document().pictures().collect(ids, this, [=, this](const convert::Pictures &pictures) {
        QSet<QByteArray> there = stored;
        for (const auto &[id, picture] : pictures) {
            m_pane.document().pictures().add(picture);
            there.insert(id);
        }
        m_known.unite(there);
        paste(*where, paragraphs, there);
    });
    return true;
}

void PictureControl::paste(const editor::HeldSelection &where, const model::Delta &paragraphs, const QSet<QByteArray> &stored)
{
    const model::Delta content = editor::keepPictures(paragraphs, stored);
    m_pane.edit().run([&](const model::Document &document, const Selection &) {
        return editor::commands::insertParagraphs(document, where.now(), content);
    });
}

void PictureControl::fillMenu(QMenu &menu, qint64 position)
{
    const model::Document &document = m_pane.edit().binding().mirror();
    auto picture = editor::pictureIn(document, m_pane.edit().binding().selection());
    for (const qint64 near : {position, position - 1}) {
        if (!picture)
            picture = editor::pictureAt(document, near);
    }
    if (!picture)
        return;
    menu.addSeparator();
    const bool isEditable = !m_pane.edit().isReadOnly();
    const auto add = [&](const QString &text, bool isEnabled, auto slot) {
        menu.addAction(text, this, [this, slot, picture = *picture] { (this->*slot)(picture); })->setEnabled(isEnabled);
    };
    menu.addAction(tr("Describe &Picture…"), this, [this, at = picture->position] { describe(at); })->setEnabled(isEditable);
    add(tr("&Original Size"), isEditable, &PictureControl::setOwnSize);
    add(tr("Save Picture &As…"), true, &PictureControl::save);
}

void PictureControl::describe(qint64 position)
{
    const auto now = editor::pictureAt(m_pane.edit().binding().mirror(), position);
    if (!now)
        return;
    const editor::HeldSelection where(m_pane.edit().binding(), Selection::caret(position));
    bool isAccepted = false;
    const QString alt = QInputDialog::getText(m_window, tr("Describe Picture"),
                                              tr("What the picture shows, for those who can't see it:"), QLineEdit::Normal, now->alt, &isAccepted);
    if (!isAccepted)
        return;
    m_pane.edit().run([&](const model::Document &document, const Selection &) {
        return editor::commands::describePicture(document, where.now().position, alt);
    });
}

void PictureControl::setOwnSize(const PlacedPicture &picture)
{
    m_pane.document().pictures().collect({picture.id}, this, [this, picture](const convert::Pictures &pictures) {
        const auto found = pictures.find(picture.id);
        const auto image = found == pictures.end() ? Result<QImage>(ErrorCode::NotFound) : editor::decodePicture(found->second.bytes, {});
        if (!image) {
            Q_EMIT told(tr("The picture has not arrived yet; try again when the connection is back."));
            return;
        }
        m_pane.edit().run([&](const model::Document &document, const Selection &selection) {
            const auto now = editor::pictureAt(document, picture.position);
            if (!now || now->id != picture.id)
                return editor::Edit{{}, selection};
            QSize size = image->size();
            if (size.width() > textWidth())
                size = QSize(textWidth(), std::max(1, size.height() * textWidth() / size.width()));
            return editor::commands::resizePicture(document, picture.position, size);
        });
    });
}

void PictureControl::save(const PlacedPicture &picture)
{
    m_pane.document().pictures().collect({picture.id}, this, [this, picture](const convert::Pictures &pictures) {
        const auto found = pictures.find(picture.id);
        if (found == pictures.end()) {
            Q_EMIT told(tr("The picture has not arrived yet; try again when the connection is back."));
            return;
        }
        const QString ending = QString::fromLatin1(convert::pictureEnding(found->second.mime));
        const QString name = fileNameOf(picture.alt.isEmpty() ? tr("Picture") : picture.alt);
        const QString path = QFileDialog::getSaveFileName(m_window, tr("Save Picture"),
                                                          QDir(documentsFolder()).filePath(name + u'.' + ending),
                                                          tr("Pictures (*.%1)").arg(ending));
        if (path.isEmpty())
            return;
        if (const auto written = convert::writeBytes(path, found->second.bytes); !written)
            complain(written.error());
    });
}

} // namespace syngraph::ui
