// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/files.h"
#include "convert/formats.h"
#include "convert/package.h"
#include "editor/clipboard.h"
#include "editor/picture_commands.h"
#include "editor/picture_intake.h"
#include "model/schema.h"

#include <QBuffer>
#include <QDir>
#include <QImageReader>
#include <QImageWriter>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <array>

using namespace syngraph;
using convert::Format;
using convert::Picture;

// What of a picture's file goes into a document, what is refused, and how files of other programs get it.
class TestPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindsAreTakenByTheirFirstBytes();
    void onlyWhatIsSeenIsTaken_data();
    void onlyWhatIsSeenIsTaken();
    void photographsStandUpright();
    void ofAnAnimationTheFirstFrameIsTaken();
    void webPIsTaken();
    void whatIsNoPictureIsRefused_data();
    void whatIsNoPictureIsRefused();
    void bombsAreRefusedUnopened();
    void pixelsAreTakenFromTheClipboard();
    void picturesForTheScreenAreBounded();
    void sizesAreReadFromTheFile();
    void picturesThatAreMissingAreTold();
    void officeFilesHoldTheirPictures();
    void webPagesHoldThemAndMarkdownNamesThem();
    void largePicturesComeBackFromWebPages();
    void picturesInAddressesAreTaken_data();
    void picturesInAddressesAreTaken();
    void picturesBesideAFileAreFoundThereOnly_data();
    void picturesBesideAFileAreFoundThereOnly();
    void copiedPicturesAreForOtherProgramsToo();

private:
    static QImage scene(int width, int height)
    {
        QImage image(width, height, QImage::Format_RGB32);
        image.fill(QColor(0x26, 0xa2, 0x69));
        for (int x = 0; x < width / 2; ++x)
            for (int y = 0; y < height; ++y)
                image.setPixelColor(x, y, QColor(0xe0, 0x1b, 0x24));
        return image;
    }
    static QString textOf(const model::Document &document) { return document.text(0, document.length()); }
    static QByteArray fileOf(const QImage &image, const char *format)
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QImageWriter(&buffer, format).write(image);
        return buffer.data();
    }
    static quint32 crcOf(QByteArrayView bytes);
    // A JPEG file whose EXIF part says that it lies on its side, and where it was taken.
    static QByteArray photograph();
    static QByteArray enlarged(QByteArray png, quint32 side);
    static QImage decoded(const Picture &picture) { return QImage::fromData(picture.bytes); }
    static model::Document documentWith(const Picture &picture, const QString &alt);
};

quint32 TestPictures::crcOf(QByteArrayView bytes)
{
    quint32 crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= uchar(byte);
        for (int i = 0; i < 8; ++i)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

QByteArray TestPictures::photograph()
{
    // TIFF: one entry, orientation 6 (to be turned right), then a text as cameras leave them
    const QByteArray tiff = QByteArray::fromHex("4d4d002a00000008" "0001" "0112000300000001" "00060000" "00000000") + "SECRET PLACE";
    const QByteArray exif = QByteArray("Exif\0\0", 6) + tiff;
    QByteArray segment("\xff\xe1");
    segment += char((exif.size() + 2) >> 8);
    segment += char((exif.size() + 2) & 0xff);
    QByteArray file = fileOf(scene(40, 20), "jpeg");
    return file.insert(2, segment + exif);
}

QByteArray TestPictures::enlarged(QByteArray png, quint32 side)
{
    constexpr qsizetype kHeader = 12; // of the chunk's name
    QByteArray number(4, 0);
    qToBigEndian(side, number.data());
    png.replace(kHeader + 4, 8, number + number);
    QByteArray crc(4, 0);
    qToBigEndian(crcOf(QByteArrayView(png).sliced(kHeader, 17)), crc.data());
    return png.replace(kHeader + 17, 4, crc);
}

void TestPictures::kindsAreTakenByTheirFirstBytes()
{
    QCOMPARE(convert::pictureKind(fileOf(scene(4, 4), "png")), QByteArray("image/png"));
    QCOMPARE(convert::pictureKind(fileOf(scene(4, 4), "jpeg")), QByteArray("image/jpeg"));
    QCOMPARE(convert::pictureKind("GIF89a..."), QByteArray("image/gif"));
    QCOMPARE(convert::pictureKind("RIFF....WEBPVP8 "), QByteArray("image/webp"));
    for (const char *other : {"", "RIFF", "RIFF....WAVE", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.4", "BM", "PK"})
        QVERIFY2(convert::pictureKind(other).isEmpty(), other);
    const Picture picture = convert::pictureOf(fileOf(scene(4, 4), "jpeg"));
    QCOMPARE(picture.id.size(), 64);
    QCOMPARE(convert::pictureFileName(picture), QString::fromLatin1(picture.id.first(20) + ".jpg"));
}

void TestPictures::onlyWhatIsSeenIsTaken_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("kind");
    QImage commented = scene(30, 20);
    commented.setText(QStringLiteral("Comment"), QStringLiteral("SECRET PLACE"));
    QTest::newRow("texts of a PNG file") << fileOf(commented, "png") << QByteArray("image/png");
    QTest::newRow("what stands behind its end") << fileOf(scene(30, 20), "png") + "PK SECRET PLACE" << QByteArray("image/png");
    QTest::newRow("EXIF") << photograph() << QByteArray("image/jpeg");
    QTest::newRow("behind a JPEG") << fileOf(scene(30, 20), "jpeg") + "<script>SECRET PLACE</script>" << QByteArray("image/jpeg");
}

void TestPictures::onlyWhatIsSeenIsTaken()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QByteArray, kind);
    const auto picture = editor::takePicture(file);
    QVERIFY(picture);
    QCOMPARE(picture->mime, kind);
    QVERIFY(!picture->bytes.contains("SECRET"));
    QVERIFY(!picture->bytes.contains("Exif"));
    QCOMPARE(picture->id, convert::pictureOf(picture->bytes).id);
    const QImage image = decoded(*picture);
    QCOMPARE(image.size(), picture->size);
    QVERIFY(image.textKeys().isEmpty());
    // the same bytes each time: stored once
    QCOMPARE(editor::takePicture(file)->id, picture->id);
}

void TestPictures::photographsStandUpright()
{
    const auto picture = editor::takePicture(photograph());
    QVERIFY(picture);
    QCOMPARE(picture->size, QSize(20, 40));
    const QImage image = decoded(*picture);
    // what was left is at the top
    QVERIFY(image.pixelColor(10, 5).red() > 180);
    QVERIFY(image.pixelColor(10, 35).green() > 120);
}

void TestPictures::ofAnAnimationTheFirstFrameIsTaken()
{
    const QByteArray frame = "2c000000000100010000";
    const QByteArray gif = QByteArray::fromHex("47494638396101000100800000ff00000000ff" + frame + "02024401" "00" + frame + "02024c01" "00" "3b");
    const auto picture = editor::takePicture(gif);
    QVERIFY(picture);
    QCOMPARE(picture->mime, QByteArray("image/png"));
    QCOMPARE(decoded(*picture).pixelColor(0, 0), QColor(Qt::red));
}

void TestPictures::webPIsTaken()
{
    if (!QImageWriter::supportedImageFormats().contains("webp"))
        QSKIP("Qt has no WebP here; the package qt6-image-formats-plugins brings it.");
    const auto picture = editor::takePicture(fileOf(scene(64, 48), "webp"));
    QVERIFY(picture);
    QCOMPARE(picture->mime, QByteArray("image/jpeg"));
    QCOMPARE(picture->size, QSize(64, 48));
    QImage glass(8, 8, QImage::Format_ARGB32);
    glass.fill(Qt::transparent);
    const auto clear = editor::takePicture(fileOf(glass, "webp"));
    QVERIFY(clear);
    QCOMPARE(clear->mime, QByteArray("image/png"));
    QVERIFY(decoded(*clear).hasAlphaChannel());
}

void TestPictures::whatIsNoPictureIsRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("just words");
    QTest::newRow("SVG") << QByteArray("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
    QTest::newRow("a beginning alone") << QByteArray("\x89PNG\r\n\x1a\n");
    QTest::newRow("half of one") << fileOf(scene(60, 60), "jpeg").first(100);
    QTest::newRow("of another kind than it begins like") << QByteArray("GIF89a") + fileOf(scene(9, 9), "png");
    QTest::newRow("a bitmap") << fileOf(scene(9, 9), "bmp");
}

void TestPictures::whatIsNoPictureIsRefused()
{
    QFETCH(const QByteArray, file);
    const auto picture = editor::takePicture(file);
    QVERIFY(!picture);
    QVERIFY2(picture.error().text().contains(QStringLiteral("PNG or JPEG")), qPrintable(picture.error().text()));
    QVERIFY(!editor::decodePicture(file, QSize(10, 10)));
}

void TestPictures::bombsAreRefusedUnopened()
{
    const QByteArray bomb = enlarged(fileOf(scene(8, 8), "png"), 40'000);
    QBuffer buffer;
    buffer.setData(bomb);
    buffer.open(QIODevice::ReadOnly);
    QCOMPARE(QImageReader(&buffer, "png").size(), QSize(40'000, 40'000));
    const auto picture = editor::takePicture(bomb);
    QVERIFY(!picture);
    QCOMPARE(picture.error().code, ErrorCode::TooLarge);
    QVERIFY(!editor::decodePicture(bomb, QSize(100, 100)));
    // below the limit a lie is no picture
    QVERIFY(!editor::takePicture(enlarged(fileOf(scene(8, 8), "png"), 600)));
}

void TestPictures::pixelsAreTakenFromTheClipboard()
{
    QImage image = scene(10, 10);
    image.setText(QStringLiteral("Author"), QStringLiteral("SECRET"));
    const auto picture = editor::takePicture(image);
    QVERIFY(picture);
    QCOMPARE(picture->mime, QByteArray("image/png"));
    QVERIFY(!picture->bytes.contains("SECRET"));
    QCOMPARE(decoded(*picture).convertToFormat(QImage::Format_RGB32), scene(10, 10));
    QVERIFY(!editor::takePicture(QImage()));
}

void TestPictures::picturesForTheScreenAreBounded()
{
    const QByteArray file = fileOf(scene(400, 200), "png");
    const auto small = editor::decodePicture(file, QSize(100, 100));
    QVERIFY(small);
    QCOMPARE(small->size(), QSize(100, 50));
    QCOMPARE(editor::decodePicture(file, QSize(1000, 1000))->size(), QSize(400, 200));
    const auto upright = editor::decodePicture(photograph(), QSize(10, 10));
    QVERIFY(upright);
    QCOMPARE(upright->size(), QSize(5, 10));
}

void TestPictures::sizesAreReadFromTheFile()
{
    QCOMPARE(convert::pictureSize(fileOf(scene(31, 17), "png")), QSize(31, 17));
    QCOMPARE(convert::pictureSize(fileOf(scene(31, 17), "jpeg")), QSize(31, 17));
    QCOMPARE(convert::pictureSize(photograph()), QSize(40, 20));
    QCOMPARE(convert::pictureSize(QByteArray::fromHex("4749463839611f001100")), QSize(31, 17));
    // whatever is cut off
    const QByteArray whole = photograph();
    for (qsizetype i = 0; i < whole.size(); ++i)
        QVERIFY(!convert::pictureSize(QByteArrayView(whole).first(i)).isEmpty());
}

model::Document TestPictures::documentWith(const Picture &picture, const QString &alt)
{
    model::Document document = model::Document::blank();
    const auto apply = [&](const editor::Edit &edit) { return bool(document.apply(edit.change, model::Filter::Classes)); };
    model::Delta change;
    change.insert(u"See ").insert(editor::pictureEmbed(picture.id, QSize(200, 100), 600)).insert(u".");
    [[maybe_unused]] const bool isThere = bool(document.apply(change, model::Filter::Classes));
    apply(editor::commands::describePicture(document, 4, alt));
    return document;
}

void TestPictures::picturesThatAreMissingAreTold()
{
    const auto picture = editor::takePicture(scene(20, 10));
    const model::Document document = documentWith(*picture, QStringLiteral("A flag"));
    QCOMPARE(editor::pictureAt(document, 4)->alt, QStringLiteral("A flag"));
    QCOMPARE(convert::picturesIn(document), std::vector<QByteArray>{picture->id});
    const model::Delta without = editor::keepPictures(document.toDelta(), {});
    QCOMPARE(without.text().toString(), QStringLiteral("See A flag.\n"));
    QCOMPARE(editor::keepPictures(document.toDelta(), {picture->id}), document.toDelta());
    for (const Format format : {Format::Odt, Format::Docx}) {
        const auto read = convert::read(format, *convert::write(format, document, {}));
        QCOMPARE(read->text(0, read->length()), QStringLiteral("See A flag.\n"));
    }
}

void TestPictures::officeFilesHoldTheirPictures()
{
    const auto picture = editor::takePicture(scene(20, 10));
    const model::Document document = documentWith(*picture, QStringLiteral("A <flag>"));
    const convert::PictureFiles files{{{picture->id, *picture}}};
    const QByteArray name = convert::pictureFileName(*picture).toLatin1();
    const auto odt = convert::Package::open(*convert::write(Format::Odt, document, {}, files));
    QVERIFY(odt);
    QCOMPARE(*odt->read("Pictures/" + name), picture->bytes);
    const QByteArray content = *odt->read("content.xml");
    QVERIFY2(content.contains("xlink:href=\"Pictures/" + name + '"') && content.contains("svg:width=\"150pt\"")
                 && content.contains("<svg:desc>A &lt;flag&gt;</svg:desc>"), content);
    QVERIFY(odt->read("META-INF/manifest.xml")->contains("\"Pictures/" + name + "\" manifest:media-type=\"image/png\""));
    const auto docx = convert::Package::open(*convert::write(Format::Docx, document, {}, files));
    QVERIFY(docx);
    QCOMPARE(*docx->read("word/media/" + name), picture->bytes);
    const QByteArray body = *docx->read("word/document.xml");
    QVERIFY2(body.contains("r:embed=\"picture0\"") && body.contains("cx=\"1905000\"") && body.contains("descr=\"A &lt;flag&gt;\""), body);
    QVERIFY(docx->read("word/_rels/document.xml.rels")->contains("Target=\"media/" + name + '"'));
    // and come back from it
    for (const Format format : {Format::Odt, Format::Docx}) {
        convert::Pictures found;
        const auto read = convert::read(format, *convert::write(format, document, {}, files), &found);
        QVERIFY(read);
        QCOMPARE(*read, document);
        QCOMPARE(found.size(), std::size_t(1));
        model::Delta shown = read->toDelta();
        const convert::Pictures taken = editor::takePictures(found, shown);
        QCOMPARE(taken.begin()->second.size, QSize(20, 10));
        QCOMPARE(convert::picturesIn(*model::Document::fromDelta(shown)), std::vector<QByteArray>{taken.begin()->first});
    }
}

void TestPictures::webPagesHoldThemAndMarkdownNamesThem()
{
    const auto picture = editor::takePicture(scene(20, 10));
    const model::Document document = documentWith(*picture, QStringLiteral("A flag"));
    const convert::PictureFiles files{{{picture->id, *picture}}, QStringLiteral("my-pictures")};
    const QByteArray page = *convert::write(Format::Html, document, {}, files);
    QVERIFY2(page.contains("src=\"data:image/png;base64," + picture->bytes.toBase64() + '"'), page);
    convert::Pictures found;
    QCOMPARE(*convert::read(Format::Html, page, &found), document);
    QCOMPARE(found.at(picture->id).bytes, picture->bytes);
    const QByteArray text = *convert::write(Format::Markdown, document, {}, files);
    QCOMPARE(text, "See ![A flag](<my-pictures/" + convert::pictureFileName(*picture).toLatin1() + ">).\n");
}

void TestPictures::largePicturesComeBackFromWebPages()
{
    const QByteArray bytes = fileOf(scene(20, 10), "png") + QByteArray(12 << 20, 'x');
    const Picture picture = convert::pictureOf(bytes);
    convert::Pictures found;
    const auto read = convert::read(Format::Html, *convert::write(Format::Html, documentWith(picture, {}), {}, {{{picture.id, picture}}}), &found);
    QVERIFY(read);
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY(found.begin()->second.bytes == bytes);
}

void TestPictures::picturesInAddressesAreTaken_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("isTaken");
    const QByteArray data = fileOf(scene(20, 10), "png").toBase64();
    QTest::newRow("png") << "data:image/png;base64," + data << true;
    QTest::newRow("by its bytes") << "DATA:image/x-some;charset=a;BASE64," + data << true;
    QTest::newRow("encoded twice") << "data:image/png;base64," + data.toPercentEncoding() << true;
    QTest::newRow("svg") << "data:image/svg+xml;base64," + QByteArray("<svg/>").toBase64() << false;
    QTest::newRow("svg that says png") << "data:image/png;base64," + QByteArray("<svg/>").toBase64() << false;
    QTest::newRow("no image") << "data:text/html;base64," + data << false;
    QTest::newRow("text") << QByteArray("data:image/png,abc") << false;
    QTest::newRow("nothing") << QByteArray("data:image/png;base64,") << false;
    QTest::newRow("remote") << QByteArray("https://localhost:1/a.png") << false;
    QTest::newRow("file") << QByteArray("file:///etc/hostname") << false;
}

void TestPictures::picturesInAddressesAreTaken()
{
    QFETCH(const QByteArray, address);
    QFETCH(const bool, isTaken);
    const QString text = isTaken ? QStringLiteral("a\ufffcb\n") : QStringLiteral("aseab\n");
    for (const auto &[format, file] : {std::pair(Format::Html, "a<img alt=sea width=40 src=\"" + address + "\">b"),
                                       std::pair(Format::Markdown, "a![*s*ea](<" + address + ">)b")}) {
        convert::Pictures found;
        const auto read = convert::read(format, file, &found);
        QVERIFY(read);
        QCOMPARE(textOf(*read), text);
        QCOMPARE(found.size(), std::size_t(isTaken ? 1 : 0));
        if (!isTaken)
            continue;
        const auto placed = editor::pictureAt(*read, 1);
        QCOMPARE(placed->alt, QStringLiteral("sea"));
        QCOMPARE(placed->size, format == Format::Html ? QSize(40, 20) : QSize(20, 10));
        // whoever does not take pictures gets what they show
        QCOMPARE(textOf(*convert::read(format, file)), QStringLiteral("aseab\n"));
    }
}

void TestPictures::picturesBesideAFileAreFoundThereOnly_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("beside") << QStringLiteral("in.png") << true;
    QTest::newRow("below") << QStringLiteral("./below/a%20b.png") << true;
    QTest::newRow("above") << QStringLiteral("../out.png") << false;
    QTest::newRow("above by a detour") << QStringLiteral("below/../../out.png") << false;
    QTest::newRow("above, encoded") << QStringLiteral("%2e%2e/out.png") << false;
    QTest::newRow("by a link") << QStringLiteral("link.png") << false;
    QTest::newRow("absolute") << QStringLiteral("ABSOLUTE/in.png") << true;
    QTest::newRow("absolute elsewhere") << QStringLiteral("ABSOLUTE/../out.png") << false;
    QTest::newRow("no picture") << QStringLiteral("text.png") << false;
    QTest::newRow("no file") << QStringLiteral("below") << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestPictures::picturesBesideAFileAreFoundThereOnly()
{
    QFETCH(QString, address);
    QFETCH(const bool, isTaken);
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("at/below")));
    const auto path = [&](const char *name) { return folder.filePath(QLatin1StringView(name)); };
    for (const char *name : {"out.png", "at/in.png", "at/below/a b.png"})
        QVERIFY(scene(20, 10).save(path(name)));
    QVERIFY(QFile::link(path("out.png"), path("at/link.png")));
    QVERIFY(convert::writeBytes(path("at/text.png"), "text"));
    QVERIFY(convert::writeBytes(path("at/a.md"), "![sea](<" + address.replace(QStringLiteral("ABSOLUTE"), path("at")).toUtf8() + ">)"));
    const auto file = convert::readFile(path("at/a.md"), convert::PictureWish::Taken);
    QVERIFY(file);
    QCOMPARE(textOf(file->document), isTaken ? QStringLiteral("\ufffc\n") : QStringLiteral("sea\n"));
    QCOMPARE(file->pictures.size(), std::size_t(isTaken ? 1 : 0));
}

void TestPictures::copiedPicturesAreForOtherProgramsToo()
{
    const auto picture = editor::takePicture(scene(20, 10));
    const model::Document document = documentWith(*picture, QStringLiteral("A flag"));
    const auto source = [&](const QByteArray &id) { return id == picture->id ? *picture : Picture{}; };
    const auto alone = editor::clipboard::mimeOf(document, {4, 5}, source);
    QCOMPARE(qvariant_cast<QImage>(alone->imageData()).size(), QSize(20, 10));
    const auto words = editor::clipboard::mimeOf(document, {0, document.length() - 1}, source);
    QVERIFY(!words->hasImage());
    for (const auto *mime : {alone.get(), words.get()}) {
        QVERIFY2(mime->html().contains(u"src=\"data:image/png;base64,"), qPrintable(mime->html()));
        const auto pasted = editor::clipboard::readHtml(mime->html());
        QCOMPARE(pasted.pictures.size(), std::size_t(1));
        QCOMPARE(model::imagesIn(pasted.paragraphs), std::vector<QByteArray>{picture->id});
    }
    QVERIFY(!editor::clipboard::mimeOf(document, {4, 5})->hasImage());
}

QTEST_GUILESS_MAIN(TestPictures)
#include "test_pictures.moc"
