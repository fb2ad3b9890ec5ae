// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output_control.h"

#include "convert/files.h"
#include "convert/suggestions.h"
#include "model/comment_anchors.h"
#include "model/suggestion.h"
#include "paper/pdf.h"
#include "ui/document_pictures.h"
#include "ui/document_questions.h"
#include "ui/error_words.h"
#include "ui/page_setup_dialog.h"
#include "ui/print_preview.h"

#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>

#include <algorithm>

namespace syngraph::ui {
namespace {

struct Kind
{
    const char *text;
    const char *ending;
};

#define TEXT(text) QT_TRANSLATE_NOOP("OutputControl", text)
constexpr Kind kKinds[] = {
    {TEXT("Word document"), "docx"}, {TEXT("OpenDocument text"), "odt"}, {TEXT("PDF document"), "pdf"},
    {TEXT("Web page"), "html"},      {TEXT("Markdown"), "md"},           {TEXT("Plain text"), "txt"},
};
constexpr Kind kPdfOnly[] = {{TEXT("PDF document"), "pdf"}};
#undef TEXT

// Other endings of the same kinds.
const QStringList kOtherEndings{QStringLiteral("htm"), QStringLiteral("xhtml"), QStringLiteral("markdown"), QStringLiteral("text")};

// Beside a file that can't hold pictures itself.
QString picturesFolderOf(const QString &path)
{
    return QFileInfo(path).completeBaseName() + QStringLiteral("-pictures");
}

// Pictures of Markdown are files of their own.
Result<void> writePictures(const QString &path, const convert::Pictures &pictures)
{
    if (pictures.empty() || convert::formatOfEnding(QFileInfo(path).suffix()) != convert::Format::Markdown)
        return {};
    const QDir folder(QFileInfo(path).dir().filePath(picturesFolderOf(path)));
    folder.mkpath(QStringLiteral("."));
    for (const auto &[id, picture] : pictures) {
        if (auto written = convert::writeBytes(folder.filePath(convert::pictureFileName(picture)), picture.bytes); !written)
            return written;
    }
    return {};
}

// Nothing: paper.
std::optional<convert::Format> formatOf(const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == u"pdf")
        return std::nullopt;
    return convert::formatOfEnding(ending).value_or(convert::Format::Text);
}

struct Content
{
    model::Document document;
    QString title;
    convert::Pictures pictures;
    convert::Threads threads;
};

Result<QByteArray> contentFor(const QString &path, const Content &content, const paper::PageSetup &setup)
{
    if (const auto format = formatOf(path)) {
        return convert::write(*format, content.document, content.title, {content.pictures, picturesFolderOf(path)},
                              content.threads, setup.paper());
    }
    const auto pages = paper::PagedDocument::make(content.document, content.title, setup, content.pictures);
    return pages ? paper::writePdf(**pages, paper::notesOf(**pages, content.document, content.threads)) : pages.error();
}

// What the print dialog has been told about the paper goes before the page setup.
paper::PageSetup setupOf(const QPrinter &printer, paper::PageSetup setup)
{
    setup.size = printer.pageLayout().pageSize().id();
    setup.orientation = printer.pageLayout().orientation();
    return setup;
}

Result<void> printPages(QPrinter &printer, const model::Document &document, const QString &title,
                        const paper::PageSetup &setup, const convert::Pictures &pictures, WorkState &state)
{
    const auto pages = paper::PagedDocument::make(document, title, setup, pictures);
    if (!pages)
        return pages.error();
    // what has begun to come out of a printer is paper
    if (!state.carryThrough())
        return {};
    const int last = printer.toPage() > 0 ? std::min(printer.toPage(), (*pages)->pageCount()) : (*pages)->pageCount();
    const int first = std::max(printer.fromPage(), 1);
    printer.setFullPage(true);
    QPainter painter;
    if (!painter.begin(&printer))
        return Error{ErrorCode::NotWritable, OutputControl::tr("The printer can't be used; choose another one.")};
    const double scale = printer.resolution() / 72.0;
    painter.scale(scale, scale);
    for (int page = first; page <= last; ++page) {
        if (page > first)
            printer.newPage();
        (*pages)->paint(painter, page - 1);
    }
    return {};
}

} // namespace

OutputControl::OutputControl(const Actions &actions, DocumentPane &pane, Preferences &preferences, QWidget *window)
    : QObject(window), m_pane(pane), m_preferences(preferences), m_window(window)
{
    const auto on = [&](ActionId id, auto slot) { connect(&actions[id], &QAction::triggered, this, slot); };
    on(ActionId::Export, [this] { exportAs(false); });
    on(ActionId::ExportPdf, [this] { exportAs(true); });
    on(ActionId::PageSetup, [this] { setUpPage(); });
    on(ActionId::PrintPreview, [this] { preview(); });
    on(ActionId::Print, [this] { print(); });
    connect(&m_pane, &DocumentPane::exportRequested, this, [this] { exportAs(false); });
}

QWidget *OutputControl::asker() const
{
    return m_preview ? m_preview.data() : m_window;
}

QString OutputControl::chooseFile(bool isPdf) const
{
    const std::span<const Kind> kinds = isPdf ? std::span<const Kind>(kPdfOnly) : std::span<const Kind>(kKinds);
    QList<FileKind> offered;
    for (const Kind &kind : kinds)
        offered << FileKind{QCoreApplication::translate("OutputControl", kind.text), QString::fromLatin1(kind.ending)};
    return askForOutput(asker(), isPdf ? tr("Export as PDF") : tr("Export"), m_pane.document().title(), offered,
                        isPdf ? QStringList() : kOtherEndings);
}

void OutputControl::exportAs(bool isPdf)
{
    const QString path = chooseFile(isPdf);
    if (path.isEmpty())
        return;
    if (const auto choice = ExportDialog::ask(usualFor(path), asker()))
        write(path, *choice);
}

ExportChoice OutputControl::usualFor(const QString &path) const
{
    const session::Session &session = m_pane.document().session();
    const model::Document &document = session.edits().visible();
    const auto format = formatOf(path);
    ExportChoice usual;
    if (!model::suggestionsIn(document).empty())
        usual.suggestions = convert::Suggestions::Marked;
    const model::CommentAnchors anchors = model::commentAnchorsOf(document);
    const auto hasText = [&](const protocol::Thread &thread) { return anchors.contains(protocol::threadKey(thread.name)); };
    const bool hasComments = session.talk() && std::ranges::any_of(convert::threadsOf(session.talk()->shown()), hasText);
    if (hasComments && convert::holdsComments(format))
        usual.hasComments = convert::expectsComments(format);
    return usual;
}

void OutputControl::write(const QString &path, const ExportChoice &choice)
{
    LongWork *exporting = begin(tr("Exporting to %1…").arg(path));
    withPictures(exporting, [this, exporting, path, choice](const model::Document &document, const convert::Pictures &pictures) {
        const session::TalkFeed *talk = m_pane.document().session().talk();
        const bool hasComments = talk && choice.hasComments.value_or(false);
        const Content given{document, m_pane.document().title(), pictures,
                            hasComments ? convert::threadsOf(talk->shown()) : convert::Threads()};
        const auto suggestions = choice.suggestions.value_or(convert::Suggestions::Marked);
        const auto work = [path, given, suggestions, setup = m_preferences.pageSetup()](WorkState &state) -> Result<void> {
            Content content = given;
            content.document = convert::withSuggestions(content.document, suggestions, formatOf(path));
            const auto bytes = contentFor(path, content, setup);
            if (!bytes)
                return bytes.error();
            if (!state.carryThrough())
                return {};
            const auto written = writePictures(path, given.pictures);
            return written ? convert::writeBytes(path, *bytes) : written;
        };
        exporting->run(work, [this, path](const Result<void> &done) {
            Q_EMIT told(done ? tr("Exported to %1").arg(path) : QString());
            if (!done)
                QMessageBox::warning(asker(), tr("Export"), wordsOf(done.error()));
        });
    });
}

LongWork *OutputControl::begin(const QString &text)
{
    auto *work = new LongWork(text, this);
    Q_EMIT told(text);
    connect(work, &LongWork::ended, this, [this] { Q_EMIT told({}); });
    Q_EMIT begun(work);
    return work;
}

// The document as it is now, with those of its pictures that can be had, unless `context` is gone by then.
void OutputControl::withPictures(QObject *context, std::function<void(const model::Document &, const convert::Pictures &)> use)
{
    const model::Document document = m_pane.document().session().edits().visible();
    m_pane.document().pictures().collect(convert::picturesIn(document), context,
                                         [document, use](const convert::Pictures &pictures) { use(document, pictures); });
}

void OutputControl::setUpPage()
{
    const auto setup = PageSetupDialog::ask(m_preferences.pageSetup(), m_window);
    if (!setup)
        return;
    m_preferences.setPageSetup(*setup);
    Q_EMIT pageSetUp();
}

void OutputControl::preview()
{
    withPictures(this, [this](const model::Document &document, const convert::Pictures &pictures) {
        auto *preview = new PrintPreview(document, pictures, m_pane.document().title(), m_preferences, m_window);
        connect(preview, &PrintPreview::printRequested, this, &OutputControl::print);
        connect(preview, &QDialog::finished, this, &OutputControl::pageSetUp);
        connect(preview, &PrintPreview::pdfRequested, this, [this] { exportAs(true); });
        m_preview = preview;
        preview->open();
    });
}

void OutputControl::print()
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    const QString title = m_pane.document().title();
    printer->setPageLayout(m_preferences.pageSetup().layout());
    printer->setDocName(title);
    printer->setCreator(QStringLiteral("Syngraph"));
    QPrintDialog dialog(printer.get(), asker());
    dialog.setOptions(QAbstractPrintDialog::PrintToFile | QAbstractPrintDialog::PrintPageRange
                      | QAbstractPrintDialog::PrintCollateCopies);
    if (dialog.exec() != QDialog::Accepted)
        return;
    LongWork *printing = begin(tr("Printing “%1”…").arg(title));
    withPictures(printing, [this, printing, printer, title](const model::Document &document, const convert::Pictures &pictures) {
        const auto work = [printer, title, document, pictures, setup = setupOf(*printer, m_preferences.pageSetup())](WorkState &state) {
            return printPages(*printer, document, title, setup, pictures, state);
        };
        printing->run(work, [this, title](const Result<void> &done) {
            Q_EMIT told(done ? tr("“%1” is on its way to the printer").arg(title) : QString());
            if (!done)
                QMessageBox::warning(asker(), tr("Print"), wordsOf(done.error()));
        });
    });
}

} // namespace syngraph::ui
