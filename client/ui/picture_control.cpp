// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture_control.h"

#include "convert/files.h"
#include "editor/edit_commands.h"
#include "model/schema.h"
#include "ui/document_pictures.h"
#include "ui/document_questions.h"
#include "ui/error_words.h"
#include "ui/file_names.h"
#include "ui/picture_dialog.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>

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
    : QObject(window), m_actions(actions), m_pane(pane), m_window(window), m_handles(new editor::PictureHandles(pane.edit()))
{
    editor::RichTextEdit &edit = pane.edit();
    DocumentPictures &pictures = pane.document().pictures();
    edit.setImageSource([&pictures](const QByteArray &id) { return pictures.image(id); });
    edit.setPictureIntake([this](const model::Delta &paragraphs, const convert::Pictures &found) { return takePasted(paragraphs, found); });
    edit.setPictureSource([&pictures](const QByteArray &id) { return pictures.store().file(id); });
    connect(&pictures, &DocumentPictures::shown, &edit, &editor::RichTextEdit::showImage);
    connect(&edit, &editor::RichTextEdit::imagePasted, this, &PictureControl::insertImage);
    connect(&edit, &editor::RichTextEdit::contextMenuAboutToShow, this,
            [this](QMenu *menu, qint64 position) { fillMenu(*menu, position); });
    connect(&actions[ActionId::InsertPicture], &QAction::triggered, this, &PictureControl::chooseFiles);
    connectActions();
}

PictureControl::~PictureControl()
{
    m_pane.edit().setImageSource({});
    m_pane.edit().setPictureIntake({});
    m_pane.edit().setPictureSource({});
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

// Pictures of other programs become such as documents hold first.
bool PictureControl::takePasted(const model::Delta &paragraphs, const convert::Pictures &pictures)
{
    if (pictures.empty())
        return takeCopied(paragraphs);
    const auto where = holdCaret();
    const auto taken = std::make_shared<std::map<QByteArray, QByteArray>>();
    const auto open = std::make_shared<std::size_t>(pictures.size());
    for (const auto &[id, found] : pictures) {
        m_pane.document().pictures().store().take([bytes = found.bytes] { return editor::takePicture(bytes); }, this,
                                                  [=, this, id = id](const Result<Picture> &picture) {
            if (picture) {
                m_pane.document().pictures().add(*picture);
                m_known.insert(picture->id);
                taken->emplace(id, picture->id);
            }
            if (--*open == 0)
                paste(*where, editor::renamePictures(paragraphs, *taken));
        });
    }
    return true;
}

// What comes from another document brings its pictures along, where they are here or there.
bool PictureControl::takeCopied(const model::Delta &paragraphs)
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
        paste(*where, editor::keepPictures(paragraphs, there));
    });
    return true;
}

void PictureControl::paste(const editor::HeldSelection &where, const model::Delta &content)
{
    m_pane.edit().run([&](const model::Document &document, const Selection &) {
        return editor::commands::insertParagraphs(document, where.now(), content);
    });
}

std::optional<PlacedPicture> PictureControl::pictureNear(qint64 position) const
{
    const model::Document &document = m_pane.edit().binding().mirror();
    auto picture = editor::pictureIn(document, m_pane.edit().binding().selection());
    for (const qint64 near : {position, position - 1}) {
        if (!picture)
            picture = editor::pictureAt(document, near);
    }
    return picture;
}

bool PictureControl::mayChange() const
{
    return !m_pane.edit().isReadOnly() && !m_pane.edit().binding().isProposing();
}

void PictureControl::connectActions()
{
    const auto on = [this](ActionId id, void (PictureControl::*slot)(const PlacedPicture &)) {
        connect(&m_actions[id], &QAction::triggered, this, [this, slot] {
            if (const auto picture = pictureNear(m_pane.edit().binding().selection().position))
                (this->*slot)(*picture);
        });
    };
    on(ActionId::DescribePicture, &PictureControl::describe);
    on(ActionId::PictureSize, &PictureControl::chooseSize);
    on(ActionId::PictureOwnSize, &PictureControl::setOwnSize);
    on(ActionId::SavePicture, &PictureControl::save);
    connect(&m_pane.edit(), &editor::RichTextEdit::formatChanged, this, &PictureControl::refreshActions);
}

void PictureControl::refreshActions()
{
    const bool isThere = pictureNear(m_pane.edit().binding().selection().position).has_value();
    for (const ActionId id : {ActionId::DescribePicture, ActionId::PictureSize, ActionId::PictureOwnSize})
        m_actions[id].setEnabled(isThere && mayChange());
    m_actions[ActionId::SavePicture].setEnabled(isThere);
}

void PictureControl::fillMenu(QMenu &menu, qint64 position)
{
    const auto picture = pictureNear(position);
    if (!picture)
        return;
    menu.addSeparator();
    const auto add = [&](ActionId id, bool isEnabled, void (PictureControl::*slot)(const PlacedPicture &)) {
        menu.addAction(m_actions[id].text(), this, [this, slot, picture = *picture] { (this->*slot)(picture); })->setEnabled(isEnabled);
    };
    add(ActionId::DescribePicture, mayChange(), &PictureControl::describe);
    add(ActionId::PictureSize, mayChange(), &PictureControl::chooseSize);
    add(ActionId::PictureOwnSize, mayChange(), &PictureControl::setOwnSize);
    add(ActionId::SavePicture, true, &PictureControl::save);
}

void PictureControl::describe(const PlacedPicture &picture)
{
    const editor::HeldSelection where(m_pane.edit().binding(), Selection::caret(picture.position));
    bool isAccepted = false;
    const QString alt = QInputDialog::getText(m_window, tr("Describe Picture"),
                                              tr("What the picture shows, for those who can't see it:"), QLineEdit::Normal, picture.alt, &isAccepted);
    if (!isAccepted)
        return;
    m_pane.edit().run([&](const model::Document &document, const Selection &) {
        return editor::commands::describePicture(document, where.now().position, alt);
    });
}

void PictureControl::withOwnSize(const PlacedPicture &picture, UseSize use)
{
    const auto where = std::make_shared<editor::HeldSelection>(m_pane.edit().binding(), Selection::caret(picture.position));
    m_pane.document().pictures().collect({picture.id}, this, [this, picture, where, use](const convert::Pictures &pictures) {
        const auto found = pictures.find(picture.id);
        const auto image = found == pictures.end() ? Result<QImage>(ErrorCode::NotFound) : editor::decodePicture(found->second.bytes, {});
        if (image)
            use(image->size(), *where);
        else
            Q_EMIT told(tr("The picture has not arrived yet; try again when the connection is back."));
    });
}

void PictureControl::setOwnSize(const PlacedPicture &picture)
{
    withOwnSize(picture, [this, picture](QSize size, const editor::HeldSelection &where) {
        m_pane.edit().run([&](const model::Document &document, const Selection &selection) {
            const qint64 position = where.now().position;
            const auto now = editor::pictureAt(document, position);
            if (!now || now->id != picture.id)
                return editor::Edit{{}, selection};
            if (size.width() > textWidth())
                size = QSize(textWidth(), std::max(1, size.height() * textWidth() / size.width()));
            return editor::commands::resizePicture(document, position, size);
        });
    });
}

void PictureControl::chooseSize(const PlacedPicture &picture)
{
    withOwnSize(picture, [this, picture](const QSize &own, const editor::HeldSelection &where) {
        const PictureLook now{picture.size.isEmpty() ? own : picture.size, picture.alt};
        const QPointer<PictureControl> self(this);
        const auto look = PictureDialog::ask(now, own, textWidth(), m_window);
        if (!self)
            return;
        m_pane.edit().setFocus();
        if (!look || *look == now || !mayChange())
            return;
        m_pane.edit().run([&](const model::Document &document, const Selection &) {
            return editor::commands::lookOfPicture(document, where.now().position, look->size, look->alt);
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
        const QString path = askForOutput(m_window, tr("Save Picture"), picture.alt.isEmpty() ? tr("Picture") : picture.alt,
                                          {{tr("Pictures"), ending}}, {});
        if (path.isEmpty())
            return;
        if (const auto written = convert::writeBytes(path, found->second.bytes); !written)
            complain(written.error());
    });
}

} // namespace syngraph::ui
