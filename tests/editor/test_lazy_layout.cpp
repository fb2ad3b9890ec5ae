// SPDX-License-Identifier: GPL-3.0-or-later
// The layout of the screen: it looks like Qt's own, shapes only what is seen, keeps the view steady.
// SYNGRAPH_PICTURES=folder keeps pictures of a page with every format in both layouts for people to look at.
#include "sample_document.h"

#include "editor/block_geometry.h"
#include "editor/edit_commands.h"
#include "editor/embed_objects.h"
#include "editor/lazy_layout.h"
#include "editor/list_marker.h"
#include "editor/rich_text_edit.h"
#include "editor/zoom_device.h"
#include "support/random.h"

#include <QAccessible>
#include <QApplication>
#include <QPainter>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextFrame>
#include <QTextLayout>
#include <QTextList>

#include <cmath>

using namespace syngraph;
using namespace syngraph::editor;
using model::Attributes;
using model::Delta;
using model::Document;
using model::Value;

namespace {

constexpr int kTolerance = 32;          // of 255, for one colour of one pixel
constexpr double kPixelsBeyond = 0.005; // share of a block's pixels that may differ by more

QImage picture()
{
    QImage image(96, 48, QImage::Format_RGB32);
    image.fill(QColor(0x62, 0xa0, 0xea));
    return image;
}

// Each paragraph of the sample from right to left.
Document mirrored(const Document &document)
{
    Document result = document;
    Delta change;
    qint64 at = 0;
    for (qint64 line = 0; line < document.lineCount(); ++line) {
        const qint64 end = document.lineStart(line + 1) - 1;
        change.retain(end - at).retain(1, Attributes{{"dir", Value::string(u"rtl")}});
        at = end + 1;
    }
    [[maybe_unused]] const auto done = result.apply(change, model::Filter::Classes);
    Q_ASSERT(done);
    return result;
}

Document paragraphs(int count, int words = 60)
{
    support::Random random(7);
    Delta delta;
    for (int i = 0; i < count; ++i) {
        QString text = QStringLiteral("%1:").arg(i);
        const qint64 length = random.between(1, words);
        for (qint64 word = 0; word < length; ++word)
            text += u' ' + QString(random.between(2, 9), QChar(char16_t(u'a' + random.below(26))));
        const bool isHeading = i % 17 == 3;
        delta.insert(text);
        delta.insert(u"\n", isHeading ? Attributes{{"block", Value::string(u"h2")}} : Attributes());
    }
    return *Document::fromDelta(delta);
}

QImage painted(QAbstractTextDocumentLayout &layout, const QRectF &area, const QPalette &palette, qreal pixelRatio)
{
    QImage image((area.size() * pixelRatio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(pixelRatio);
    image.fill(palette.color(QPalette::Base));
    QPainter painter(&image);
    painter.translate(-area.topLeft());
    painter.setClipRect(area);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette = palette;
    context.clip = area;
    layout.draw(&painter, context);
    return image;
}

double shareBeyond(const QImage &a, const QImage &b)
{
    qint64 beyond = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb left = a.pixel(x, y);
            const QRgb right = b.pixel(x, y);
            const int most = std::max({std::abs(qRed(left) - qRed(right)), std::abs(qGreen(left) - qGreen(right)),
                                       std::abs(qBlue(left) - qBlue(right))});
            beyond += most > kTolerance ? 1 : 0;
        }
    }
    return double(beyond) / double(a.width() * a.height());
}

// The same document in Qt's own layout, as for printing.
std::unique_ptr<QTextDocument> stockCopy(RichTextEdit &edit, EmbedObjects &objects, QPaintDevice &device)
{
    std::unique_ptr<QTextDocument> copy(edit.document()->clone());
    copy->addResource(QTextDocument::ImageResource, QUrl(imageResourceName(QByteArray(64, 'a'))), picture());
    copy->documentLayout()->setPaintDevice(&device);
    objects.registerWith(*copy->documentLayout());
    copy->setDocumentMargin(edit.document()->documentMargin()); // which a clone forgets
    copy->rootFrame()->setFrameFormat(edit.document()->rootFrame()->frameFormat());
    for (QTextBlock block = copy->firstBlock(); block.isValid(); block = block.next()) {
        if (const QTextBlockFormat format = lineFormatOf(block); format != block.blockFormat())
            QTextCursor(block).setBlockFormat(format);
    }
    copy->setPageSize(edit.document()->pageSize());
    return copy;
}

void keepPicture(const QImage &image, const QString &name)
{
    const QString folder = qEnvironmentVariable("SYNGRAPH_PICTURES");
    if (!folder.isEmpty())
        image.save(folder + u'/' + name + QStringLiteral(".png"));
}

} // namespace

class TestLazyLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_edit.reset(); }

    void eachBlockLooksAsInQtsOwnLayout_data();
    void eachBlockLooksAsInQtsOwnLayout();
    void numbersOfListsAreQts();
    void listsBeginWhereAnItemSaysSo();
    void listsAreNumberedAsItemsSay();
    void linesAndParagraphsStandAsFarApartAsIsAsked();
    void whatIsUnseenIsEstimatedByItsSpacing();
    void whatIsUnseenIsEstimatedByItsBreaks();
    void blocksStandBelowEachOtherAfterAnyEdit();
    void onlyWhatIsSeenIsShaped();
    void shapesKeepToTheirBudget();
    void changesOutOfSightPaintNothing();
    void aKeyPaintsItsLineOnly();
    void whatWasPaintedInPartsIsWhole_data();
    void whatWasPaintedInPartsIsWhole();
    void theViewStaysWhenOthersEditAbove();
    void theViewStaysWhereTheDocumentIsAsHighAsBefore();
    void theViewStaysWhileHeightsAreCorrected();
    void theViewStaysWhereTheWidthChangesToo();
    void theViewStaysNearTheEnd();
    void writingAtACaretOutOfViewScrollsNowhere();
    void scrollingUpIntoTheUnseenIsSmooth();
    void resizingKeepsTheTopLine();
    void theEndIsFoundAtTheFirstGo();
    void pageKeysKeepTheCaretInView();
    void draggingBeyondTheEdgeScrollsAndSelects();
    void whatIsReadAloudIsWhereItIsShown();
    void composedTextHasRoom();
    void spellMarksNeedNoLayout();

private:
    LazyLayout &layout() { return m_edit->binding().layout(); }
    QScrollBar &bar() { return *m_edit->verticalScrollBar(); }
    void show(const Document &document)
    {
        m_edit->showDocument(document);
        settle();
    }
    // What stands before the paragraphs, one after the other.
    QString numbers() const
    {
        QString all;
        for (QTextBlock block = m_edit->document()->begin(); block.isValid(); block = block.next())
            all += block.textList() ? itemText(*block.textList(), block) : QStringLiteral("-");
        return all;
    }
    // Until heights are estimated and everything is painted.
    void settle()
    {
        QCoreApplication::processEvents();
        QTRY_VERIFY_WITH_TIMEOUT(!layout().isEstimating(), 60'000);
        m_edit->viewport()->repaint();
    }
    int topOnScreen(const QTextBlock &block) { return layout().top(block) - bar().value(); }
    QTextBlock seenAt(int y) { return layout().blockAt(bar().value() + y); }
    // At the beginning of the topmost visible line.
    QTextCursor topLine()
    {
        QTextCursor top = m_edit->cursorForPosition(QPoint(m_edit->viewport()->width() / 2, 1));
        top.movePosition(QTextCursor::StartOfLine);
        return top;
    }
    // Somebody else writes at about `at`.
    void writeNear(qint64 at, support::Random &random)
    {
        const QString text = QString(random.between(1, 300), u'n') + (random.chance(50) ? QStringLiteral("\nand more") : QString());
        m_edit->binding().applyRemote(Delta().retain(at).insert(text));
    }

    std::unique_ptr<RichTextEdit> m_edit;
};

void TestLazyLayout::init()
{
    m_edit = std::make_unique<RichTextEdit>(Theme::light());
    m_edit->setImageSource([](const QByteArray &) { return picture(); });
    m_edit->resize(900, 700);
    m_edit->show();
    m_edit->binding().setTimersOn(false);
}

void TestLazyLayout::eachBlockLooksAsInQtsOwnLayout_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<bool>("isMirrored");
    QTest::addColumn<double>("zoom");
    QTest::addColumn<double>("pixelRatio");
    for (const bool isDark : {false, true}) {
        for (const bool isMirrored : {false, true}) {
            for (const auto &[zoom, ratio] : {std::pair(1.0, 1.0), std::pair(2.0, 1.0), std::pair(1.0, 2.0)}) {
                const QByteArray name = QByteArray(isDark ? "dark" : "light") + (isMirrored ? "-rtl" : "-ltr") + '-'
                    + QByteArray::number(100 * zoom * ratio) + (ratio > 1 ? "-dense" : "");
                QTest::newRow(name.constData()) << isDark << isMirrored << zoom << ratio;
            }
        }
    }
}

void TestLazyLayout::eachBlockLooksAsInQtsOwnLayout()
{
    QFETCH(bool, isDark);
    QFETCH(bool, isMirrored);
    QFETCH(double, zoom);
    QFETCH(double, pixelRatio);
    const Theme theme = isDark ? Theme::dark() : Theme::light();
    m_edit->setTheme(theme);
    m_edit->setZoom(zoom);
    m_edit->resize(int(900 * zoom), 700);
    show(isMirrored ? mirrored(fuzz::sampleDocument()) : fuzz::sampleDocument());
    EmbedObjects objects(theme);
    ZoomDevice device(*m_edit);
    device.setZoom(zoom);
    const auto stock = stockCopy(*m_edit, objects, device);
    QAbstractTextDocumentLayout &qts = *stock->documentLayout();
    QCOMPARE(stock->blockCount(), m_edit->document()->blockCount());
    const QPalette palette = m_edit->palette();
    const qreal width = m_edit->document()->pageSize().width();
    QTextBlock theirs = stock->begin();
    for (QTextBlock ours = m_edit->document()->begin(); ours.isValid(); ours = ours.next(), theirs = theirs.next()) {
        const QRectF ourBox = layout().blockBoundingRect(ours);
        const QRectF theirBox = qts.blockBoundingRect(theirs);
        const QByteArray where = QStringLiteral("block %1, %2").arg(ours.blockNumber()).arg(ours.text().left(30)).toUtf8();
        const qreal ourHeight = ours.layout()->boundingRect().height();
        QVERIFY2(std::abs(ourHeight - theirBox.height()) <= 1, where.constData());
        QCOMPARE(ours.layout()->lineCount(), theirs.layout()->lineCount());
        if (theirs.previous().isValid()) {
            const qreal step = theirBox.top() - qts.blockBoundingRect(theirs.previous()).top();
            const qreal ourStep = ourBox.top() - layout().blockBoundingRect(ours.previous()).top();
            QVERIFY2(std::abs(step - ourStep) <= 2, where.constData());
        }
        const qreal height = std::ceil(theirBox.height());
        const QImage left = painted(layout(), {0, ourBox.top(), width, height}, palette, pixelRatio);
        const QImage right = painted(qts, {0, theirBox.top(), width, height}, palette, pixelRatio);
        const double beyond = shareBeyond(left, right);
        if (beyond > kPixelsBeyond) {
            keepPicture(left, QStringLiteral("bad-ours"));
            keepPicture(right, QStringLiteral("bad-qts"));
        }
        // Qt puts the dot of a number on the far side where text runs from right to left
        const bool isMirroredItem = ours.textList() && ours.textDirection() == Qt::RightToLeft;
        QVERIFY2(beyond <= (isMirroredItem ? 4 : 1) * kPixelsBeyond, (where + ": " + QByteArray::number(beyond * 100) + " %").constData());
    }
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QRectF page({0, 0}, layout().documentSize());
    keepPicture(painted(layout(), page, palette, pixelRatio), name + QStringLiteral("-ours"));
    keepPicture(painted(qts, page, palette, pixelRatio), name + QStringLiteral("-qts"));
}

void TestLazyLayout::numbersOfListsAreQts()
{
    QTextDocument document;
    QTextCursor cursor(&document);
    for (const auto style : {QTextListFormat::ListDecimal, QTextListFormat::ListLowerAlpha, QTextListFormat::ListUpperAlpha,
                             QTextListFormat::ListLowerRoman, QTextListFormat::ListUpperRoman}) {
        QTextListFormat format;
        format.setStyle(style);
        QTextList *list = cursor.insertList(format);
        for (int i = 1; i < 800; ++i)
            cursor.insertBlock();
        for (int i = 0; i < list->count(); i += i < 60 ? 1 : 37)
            QCOMPARE(itemText(*list, list->item(i)), list->itemText(list->item(i)));
    }
}

void TestLazyLayout::listsBeginWhereAnItemSaysSo()
{
    const auto item = [](const char *start) {
        const Attributes ordered{{"block", Value::string(u"ordered")}};
        return *start ? ordered.with("start", Value::fromCanonicalJson(start)) : ordered;
    };
    Delta delta;
    for (const char *start : {"", "", "5", "", "1", ""})
        delta.insert(u"x").insert(u"\n", item(start));
    show(*Document::fromDelta(delta));
    QCOMPARE(numbers(), QStringLiteral("1.2.5.6.1.2."));
    m_edit->binding().applyRemote(Delta().retain(4).retain(2, Attributes{{"start", Value::null()}}));
    m_edit->binding().flush();
    QCOMPARE(numbers(), QStringLiteral("1.2.3.4.1.2."));
    m_edit->binding().applyRemote(Delta().retain(2).retain(2, Attributes{{"start", Value::number(9)}}));
    m_edit->binding().flush();
    QCOMPARE(numbers(), QStringLiteral("1.9.10.11.1.2."));
    // the item with which the list began goes
    m_edit->binding().applyRemote(Delta().retain(2).remove(2));
    m_edit->binding().flush();
    QCOMPARE(numbers(), QStringLiteral("1.2.3.1.2."));
    QCOMPARE(toDelta(DocumentReader(*m_edit->document(), m_edit->binding().formats()).readAll()), m_edit->binding().mirror().toDelta());
}

void TestLazyLayout::listsAreNumberedAsItemsSay()
{
    Delta delta;
    const auto item = [&](int indent, const char *numbering) {
        Attributes attributes{{"block", Value::string(u"ordered")}};
        if (indent > 0)
            attributes = attributes.with("indent", Value::number(indent));
        if (*numbering)
            attributes = attributes.with("numbering", Value::string(QString::fromLatin1(numbering)));
        delta.insert(u"x").insert(u"\n", attributes);
    };
    item(0, "A");
    item(0, "A");
    item(1, "");
    item(1, "I");
    item(1, "I");
    item(0, "A");
    item(0, "");
    item(0, "1");
    item(0, "i");
    show(*Document::fromDelta(delta));
    QCOMPARE(numbers(), QStringLiteral("A.B.a.I.II.C.1.2.i."));
    m_edit->binding().applyRemote(Delta().retain(2).retain(2, Attributes{{"numbering", Value::null()}}));
    m_edit->binding().flush();
    QCOMPARE(numbers(), QStringLiteral("A.1.a.I.II.A.1.2.i."));
    QCOMPARE(toDelta(DocumentReader(*m_edit->document(), m_edit->binding().formats()).readAll()), m_edit->binding().mirror().toDelta());
}

void TestLazyLayout::linesAndParagraphsStandAsFarApartAsIsAsked()
{
    const QString longText = QStringLiteral("word ").repeated(60);
    const auto paragraph = [&](Delta &delta, const Attributes &attributes) { delta.insert(longText).insert(u"\n", attributes); };
    Delta delta;
    paragraph(delta, {});
    paragraph(delta, {{"spacing", Value::number(1)}});
    paragraph(delta, {{"spacing", Value::number(2)}});
    paragraph(delta, {{"before", Value::number(30)}});
    paragraph(delta, {{"after", Value::number(0)}});
    paragraph(delta, {});
    paragraph(delta, {{"before", Value::number(3)}});
    show(*Document::fromDelta(delta));
    QList<qreal> heights;
    QList<qreal> gaps;
    for (QTextBlock block = m_edit->document()->begin(); block.isValid(); block = block.next()) {
        const QRectF box = layout().blockBoundingRect(block);
        heights << box.height();
        gaps << box.top() - layout().top(block);
    }
    QVERIFY2(std::abs(heights[2] / heights[1] - 2) < 0.1, qPrintable(QString::number(heights[2] / heights[1])));
    QVERIFY(heights[0] > heights[1] && heights[0] < heights[2]);
    QCOMPARE(gaps[1], m_edit->binding().formats().theme().paragraphGap);
    QCOMPARE(gaps[3], 40.0);
    // what is asked for goes before what the other paragraph has of itself
    QCOMPARE(gaps[5], 0.0);
    QCOMPARE(gaps[6], 4.0);
    m_edit->binding().applyRemote(Delta().retain(longText.size() + 1, Attributes{{"after", Value::number(60)}}));
    m_edit->binding().flush();
    const QTextBlock second = m_edit->document()->begin().next();
    QCOMPARE(layout().blockBoundingRect(second).top() - layout().top(second), 80.0);
}

void TestLazyLayout::whatIsUnseenIsEstimatedByItsSpacing()
{
    Delta delta;
    for (int i = 0; i < 400; ++i)
        delta.insert(u"a line").insert(u"\n", i < 200 ? Attributes() : Attributes{{"spacing", Value::number(3)}, {"after", Value::number(30)}});
    show(*Document::fromDelta(delta));
    const QTextBlock last = m_edit->document()->lastBlock();
    const int guess = layout().height(last);
    layout().blockBoundingRect(last);
    QVERIFY(guess > 3 * layout().height(m_edit->document()->findBlockByNumber(100)) / 2);
    QVERIFY2(std::abs(guess - layout().height(last)) <= 3, qPrintable(QStringLiteral("%1 for %2").arg(guess).arg(layout().height(last))));
}

void TestLazyLayout::whatIsUnseenIsEstimatedByItsBreaks()
{
    Delta delta;
    for (int i = 0; i < 400; ++i)
        delta.insert(QStringLiteral("a line\u2028").repeated(9) + QStringLiteral("a line\n"));
    show(*Document::fromDelta(delta));
    const int seen = layout().height(m_edit->document()->findBlockByNumber(1));
    const int unseen = layout().height(m_edit->document()->findBlockByNumber(398));
    QVERIFY2(std::abs(seen - unseen) < 20, qPrintable(QStringLiteral("%1 %2").arg(seen).arg(unseen)));
}

void TestLazyLayout::blocksStandBelowEachOtherAfterAnyEdit()
{
    show(paragraphs(60, 20));
    support::Random random(11);
    for (int i = 0; i < 300; ++i) {
        const qint64 length = m_edit->binding().mirror().length();
        const qint64 at = random.below(length);
        if (random.chance(50))
            m_edit->binding().applyRemote(Delta().retain(at).insert(random.chance(40) ? u"new\n" : u"word "));
        else if (at + 30 < length)
            m_edit->binding().applyRemote(Delta().retain(at).remove(random.between(1, 29)));
        m_edit->binding().flush();
        if (i % 10 == 0)
            m_edit->viewport()->repaint();
        int expected = layout().top(m_edit->document()->begin());
        for (QTextBlock block = m_edit->document()->begin(); block.isValid(); block = block.next()) {
            QCOMPARE(layout().top(block), expected);
            expected += layout().height(block);
        }
    }
    // what is shaped is what a fresh layout would shape
    for (QTextBlock block = m_edit->document()->begin(); block.isValid(); block = block.next()) {
        layout().blockBoundingRect(block);
        const int height = layout().height(block);
        const int lines = block.layout()->lineCount();
        layout().reshape(block);
        layout().blockBoundingRect(block);
        QCOMPARE(layout().height(block), height);
        QCOMPARE(block.layout()->lineCount(), lines);
    }
}

void TestLazyLayout::onlyWhatIsSeenIsShaped()
{
    show(paragraphs(5000));
    QVERIFY(layout().shaped().count() < 60);
    const qsizetype before = layout().shaped().count();
    support::Random random(3);
    for (int i = 0; i < 200; ++i)
        m_edit->binding().applyRemote(Delta().retain(random.between(200'000, 800'000)).insert(i % 20 ? u"x" : u"\n"));
    m_edit->binding().flush();
    QCOMPARE(layout().shaped().count(), before);
    // the mouse: Qt looks through all blocks for boxes and links
    QTest::mouseMove(m_edit->viewport(), QPoint(300, 300));
    QTest::mouseClick(m_edit->viewport(), Qt::LeftButton, {}, QPoint(300, 320));
    QVERIFY(layout().shaped().count() <= before + 4);
    bar().setValue(bar().maximum() / 2);
    settle();
    QVERIFY(layout().shaped().count() < 2 * before + 60);
}

void TestLazyLayout::shapesKeepToTheirBudget()
{
    show(paragraphs(1500));
    layout().setBudget(100'000);
    for (int value = 0; value < bar().maximum(); value += 600) {
        bar().setValue(value);
        m_edit->viewport()->repaint();
        // what is in view stays whatever it costs
        QVERIFY(layout().shaped().bytes() < 400'000);
    }
    bar().setValue(0);
    m_edit->viewport()->repaint();
    QCOMPARE(m_edit->cursorForPosition(QPoint(200, 5)).block().blockNumber(), 0);
}

void TestLazyLayout::changesOutOfSightPaintNothing()
{
    show(paragraphs(3000));
    bar().setValue(bar().maximum() / 2);
    settle();
    QSignalSpy updates(&layout(), &QAbstractTextDocumentLayout::update);
    const QTextBlock seen = seenAt(300);
    const int place = topOnScreen(seen);
    for (int i = 0; i < 50; ++i) {
        m_edit->binding().applyRemote(Delta().retain(100 + i).insert(QString(400, u'w') + u' '));
        m_edit->binding().applyRemote(Delta().retain(m_edit->binding().mirror().length() - 50).insert(u"below "));
        m_edit->binding().flush();
        QCOMPARE(topOnScreen(seen), place);
    }
    QCOMPARE(updates.size(), 0);
}

void TestLazyLayout::aKeyPaintsItsLineOnly()
{
    show(paragraphs(200));
    const QTextBlock block = m_edit->document()->findBlockByNumber(2);
    m_edit->binding().setSelection(Selection::caret(block.position()));
    QTest::keyClicks(m_edit.get(), QStringLiteral("some more words ").repeated(30));
    m_edit->viewport()->repaint();
    QVERIFY(block.layout()->lineCount() > 2);
    // at its end, where there is room for a letter
    m_edit->binding().setSelection(Selection::caret(block.position() + block.length() - 1));
    m_edit->viewport()->repaint();
    QSignalSpy updates(&layout(), &QAbstractTextDocumentLayout::update);
    QTest::keyClick(m_edit.get(), Qt::Key_I);
    QVERIFY(!updates.isEmpty());
    for (const QList<QVariant> &update : updates)
        QVERIFY(update[0].toRectF().height() < 60);
}

void TestLazyLayout::whatWasPaintedInPartsIsWhole_data()
{
    QTest::addColumn<quint64>("seed");
    for (const quint64 seed : {21U, 5U, 77U})
        QTest::newRow(QByteArray::number(seed).constData()) << seed;
}

// What is on the screen after many edits, each painted where it changed something, is what painting anew shows.
void TestLazyLayout::whatWasPaintedInPartsIsWhole()
{
    QFETCH(quint64, seed);
    show(fuzz::sampleDocument());
    m_edit->clearFocus(); // the caret would blink
    support::Random random(seed);
    const auto onScreen = [&] {
        return m_edit->screen()->grabWindow(m_edit->winId()).toImage().copy(m_edit->viewport()->geometry());
    };
    const std::array<QStringView, 6> texts{u"i", u"word ", u"new\n", u"wide wide wide wide wide ", u"\u05d0", u"W"};
    const std::array<const char16_t *, 5> styles{u"checked", u"h2", u"quote", u"ordered", u"code"};
    for (int i = 0; i < 250; ++i) {
        const Document &document = m_edit->binding().mirror();
        const qint64 at = random.below(document.length() - 1);
        Delta change;
        switch (random.below(4)) {
        case 0: change = Delta().retain(at).remove(std::min<qint64>(random.between(1, 9), document.length() - 1 - at)); break;
        case 1: change = Delta().retain(at).retain(1, Attributes{{"bold", Value::boolean(true)}}); break;
        case 2: {
            const qint64 end = document.lineStart(document.lineAt(at) + 1) - 1;
            change = Delta().retain(end).retain(1, Attributes{{"block", Value::string(random.pick(styles))}});
            break;
        }
        default: change = Delta().retain(at).insert(random.pick(texts));
        }
        m_edit->binding().applyRemote(change);
        m_edit->binding().flush();
        QCoreApplication::processEvents();
        const QImage partly = onScreen();
        m_edit->viewport()->update();
        QCoreApplication::processEvents();
        QVERIFY(!partly.isNull());
        QVERIFY2(partly == onScreen(), QByteArray::number(i).constData());
    }
}

void TestLazyLayout::theViewStaysWhenOthersEditAbove()
{
    show(paragraphs(2000));
    bar().setValue(bar().maximum() / 3);
    settle();
    const QTextBlock seen = seenAt(200);
    const int place = topOnScreen(seen);
    support::Random random(21);
    for (int i = 0; i < 200; ++i) {
        const qint64 at = random.below(seen.position() - 2000);
        if (random.chance(70))
            m_edit->binding().applyRemote(Delta().retain(at).insert(QString(random.between(1, 300), u'n') + QStringLiteral("\nand more")));
        else
            m_edit->binding().applyRemote(Delta().retain(at).remove(random.between(1, 400)));
        m_edit->binding().flush();
        m_edit->viewport()->repaint();
        QVERIFY(std::abs(topOnScreen(seen) - place) <= 1);
    }
}

// As many lines gone above the view as come below it.
void TestLazyLayout::theViewStaysWhereTheDocumentIsAsHighAsBefore()
{
    const QString line = QStringLiteral("one line\n");
    show(*Document::fromDelta(Delta().insert(line.repeated(400))));
    bar().setValue(bar().maximum() / 2);
    settle();
    const QTextBlock seen = seenAt(200);
    const int place = topOnScreen(seen);
    const int range = bar().maximum();
    const qint64 above = seen.position() - 40 * line.size();
    m_edit->binding().applyRemote(
        Delta().retain(above).remove(5 * line.size()).retain(80 * line.size()).insert(line.repeated(5)));
    m_edit->binding().flush();
    m_edit->viewport()->repaint();
    QCOMPARE(bar().maximum(), range);
    QCOMPARE(topOnScreen(seen), place);
}

// Heights above the view turn out otherwise, and before the scrollbar knows, somebody else's changes are drawn in portions.
void TestLazyLayout::theViewStaysWhileHeightsAreCorrected()
{
    show(paragraphs(2000));
    bar().setValue(bar().maximum() / 2);
    settle();
    const QTextCursor top = topLine();
    const int place = m_edit->cursorRect(top).top();
    support::Random random(5);
    QTextBlock above = top.block();
    for (int i = 0; i < 40; ++i) {
        for (int unseen = 0; unseen < 10; ++unseen) {
            above = above.previous();
            layout().blockBoundingRect(above);
        }
        writeNear(random.below(above.position()), random);
        writeNear(top.position() + 20'000, random);
        m_edit->binding().flushPart(1);
        m_edit->binding().flush();
        if (random.chance(50))
            m_edit->viewport()->repaint();
        QCoreApplication::processEvents();
        QCOMPARE(m_edit->cursorRect(top).top(), place);
    }
}

void TestLazyLayout::theViewStaysWhereTheWidthChangesToo()
{
    show(paragraphs(1500));
    bar().setValue(bar().maximum() / 2);
    settle();
    support::Random random(6);
    for (const int width : {500, 760, 430, 900, 640}) {
        const QTextCursor top = topLine();
        const int place = m_edit->cursorRect(top).top();
        m_edit->resize(width, 700);
        writeNear(random.below(top.position() - 5000), random);
        m_edit->binding().flush();
        settle();
        QVERIFY(std::abs(m_edit->cursorRect(top).top() - place) <= 1);
    }
}

void TestLazyLayout::theViewStaysNearTheEnd()
{
    show(paragraphs(800));
    bar().setValue(bar().maximum());
    settle();
    support::Random random(8);
    for (int i = 0; i < 60; ++i) {
        const QTextCursor top = topLine();
        const int place = m_edit->cursorRect(top).top();
        writeNear(random.below(top.position()), random);
        writeNear(m_edit->binding().mirror().length() - 1, random);
        m_edit->binding().flushPart(1);
        m_edit->binding().flush();
        m_edit->viewport()->repaint();
        QCOMPARE(m_edit->cursorRect(top).top(), place);
    }
}

// The caret is put back to where it was, and nobody has asked to see it.
void TestLazyLayout::writingAtACaretOutOfViewScrollsNowhere()
{
    show(paragraphs(2000));
    const qint64 caret = m_edit->document()->findBlockByNumber(300).position() + 1;
    m_edit->binding().setSelection(Selection::caret(caret));
    bar().setValue(bar().maximum() / 2);
    settle();
    const QTextCursor top = topLine();
    const int place = m_edit->cursorRect(top).top();
    const qsizetype shaped = layout().shaped().count();
    int least = bar().value();
    connect(&bar(), &QScrollBar::valueChanged, this, [&least](int value) { least = std::min(least, value); });
    const int before = least;
    for (int i = 0; i < 20; ++i) {
        m_edit->binding().applyRemote(Delta().retain(caret).insert(u"word "));
        m_edit->binding().flush();
        QCoreApplication::processEvents();
        QCOMPARE(m_edit->binding().selection().position, caret);
        QCOMPARE(m_edit->cursorRect(top).top(), place);
    }
    QVERIFY(least > before - 2000);
    QVERIFY(layout().shaped().count() <= shaped);
    bar().disconnect(this);
}

void TestLazyLayout::scrollingUpIntoTheUnseenIsSmooth()
{
    show(paragraphs(2000));
    bar().setValue(bar().maximum() / 2);
    settle();
    for (int i = 0; i < 200; ++i) {
        const QTextBlock seen = seenAt(80);
        const int place = topOnScreen(seen);
        bar().setValue(bar().value() - 97);
        m_edit->viewport()->repaint();
        QCOMPARE(topOnScreen(seen), place + 97);
    }
}

void TestLazyLayout::resizingKeepsTheTopLine()
{
    show(paragraphs(1500));
    bar().setValue(bar().maximum() / 2);
    settle();
    for (const int width : {500, 760, 430, 900}) {
        QTextCursor top = m_edit->cursorForPosition(QPoint(m_edit->viewport()->width() / 2, 1));
        top.movePosition(QTextCursor::StartOfLine);
        const int place = m_edit->cursorRect(top).top();
        m_edit->resize(width, 700);
        settle();
        QVERIFY(std::abs(m_edit->cursorRect(top).top() - place) <= 1);
    }
}

void TestLazyLayout::theEndIsFoundAtTheFirstGo()
{
    show(paragraphs(3000));
    QTest::keyClick(m_edit.get(), Qt::Key_End, Qt::ControlModifier);
    m_edit->viewport()->repaint();
    QVERIFY(m_edit->textCursor().atEnd());
    QVERIFY(m_edit->viewport()->rect().contains(m_edit->cursorRect().center()));
    QTest::keyClick(m_edit.get(), Qt::Key_Home, Qt::ControlModifier);
    m_edit->viewport()->repaint();
    QCOMPARE(bar().value(), 0);
    QTest::keyClick(m_edit.get(), Qt::Key_End);
    const int endOfLine = m_edit->textCursor().position();
    QTest::keyClick(m_edit.get(), Qt::Key_Home);
    QCOMPARE(m_edit->textCursor().position(), 0);
    QVERIFY(endOfLine > 0);
}

void TestLazyLayout::pageKeysKeepTheCaretInView()
{
    show(paragraphs(3000));
    m_edit->binding().setSelection(Selection::caret(m_edit->document()->findBlockByNumber(1500).position()));
    m_edit->ensureCursorVisible();
    settle();
    for (const Qt::Key key : {Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Up, Qt::Key_Down}) {
        int last = m_edit->textCursor().position();
        for (int i = 0; i < 25; ++i) {
            QTest::keyClick(m_edit.get(), key);
            m_edit->viewport()->repaint();
            QVERIFY(m_edit->viewport()->rect().adjusted(0, -2, 0, 2).contains(m_edit->cursorRect().center()));
            const int now = m_edit->textCursor().position();
            QVERIFY((key == Qt::Key_PageUp || key == Qt::Key_Up) ? now < last : now > last);
            last = now;
        }
    }
}

void TestLazyLayout::draggingBeyondTheEdgeScrollsAndSelects()
{
    show(paragraphs(1000));
    QWidget *view = m_edit->viewport();
    const QPoint from(200, 200);
    QTest::mousePress(view, Qt::LeftButton, {}, from);
    const auto drag = [&](const QPoint &to) {
        QCursor::setPos(view->mapToGlobal(to)); // where Qt looks while it scrolls
        QMouseEvent move(QEvent::MouseMove, to, view->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view, &move);
    };
    drag({250, 240});
    drag({250, view->height() + 60});
    QTRY_VERIFY_WITH_TIMEOUT(bar().value() > 400, 30'000);
    QTest::mouseRelease(view, Qt::LeftButton, {}, {250, view->height() + 60});
    QVERIFY(m_edit->textCursor().hasSelection());
    QVERIFY(m_edit->textCursor().position() > m_edit->cursorForPosition(QPoint(10, 10)).position());
}

void TestLazyLayout::whatIsReadAloudIsWhereItIsShown()
{
    show(paragraphs(500));
    bar().setValue(3000);
    settle();
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(m_edit.get());
    QVERIFY(interface && interface->textInterface());
    const QTextCursor here = m_edit->cursorForPosition(QPoint(200, 300));
    const QRect box = interface->textInterface()->characterRect(here.position());
    const QRect caret = m_edit->cursorRect(here);
    QVERIFY(std::abs(m_edit->viewport()->mapFromGlobal(box.topLeft()).y() - caret.top()) <= 2);
    QCOMPARE(interface->textInterface()->offsetAtPoint(box.center() - QPoint(box.width() / 4, 0)), here.position());
    int start = 0;
    int end = 0;
    const QString line = interface->textInterface()->textAtOffset(here.position(), QAccessible::LineBoundary, &start, &end);
    QVERIFY(!line.isEmpty() && start <= here.position() && end >= here.position());
}

void TestLazyLayout::composedTextHasRoom()
{
    show(paragraphs(5, 3));
    const QTextBlock block = m_edit->document()->begin();
    m_edit->binding().setSelection(Selection::caret(2));
    QInputMethodEvent compose(QString(300, u'm'), {});
    QCoreApplication::sendEvent(m_edit.get(), &compose);
    m_edit->viewport()->repaint();
    QVERIFY(block.layout()->lineCount() > 2);
    QInputMethodEvent nothing;
    QCoreApplication::sendEvent(m_edit.get(), &nothing);
    m_edit->viewport()->repaint();
    QCOMPARE(block.layout()->lineCount(), 1);
}

void TestLazyLayout::spellMarksNeedNoLayout()
{
    show(paragraphs(100));
    const auto reds = [&] {
        const QImage image = m_edit->grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y).red() > image.pixelColor(x, y).green() + 100 ? 1 : 0;
        }
        return count;
    };
    QCOMPARE(reds(), 0);
    const qint64 bytes = layout().shaped().bytes();
    layout().setSpellMarks([](const QTextBlock &) { return QList<SpellMark>{{3, 5}}; });
    QVERIFY(reds() > 10);
    QCOMPARE(layout().shaped().bytes(), bytes);
}

QTEST_MAIN(TestLazyLayout)
#include "test_lazy_layout.moc"
