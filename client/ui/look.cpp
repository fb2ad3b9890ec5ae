// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look.h"

#include "ui/colors.h"
#include "ui/icons.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace syngraph::ui {
namespace {

const QString kPortal = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPortalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kSettings = QStringLiteral("org.freedesktop.portal.Settings");
const QString kAppearance = QStringLiteral("org.freedesktop.appearance");
const QString kColorScheme = QStringLiteral("color-scheme");
constexpr uint kPrefersDark = 1;

// Fusion takes its frame for a shade of the ground: on a dark one there is none to be seen.
void drawCheckBox(const QStyleOption &option, QPainter &painter)
{
    const QPalette &palette = option.palette;
    const bool isOn = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const bool isEnabled = option.state & QStyle::State_Enabled;
    const int side = std::min(option.rect.width(), option.rect.height()) - 1;
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    const QColor on = isEnabled ? palette.color(QPalette::Highlight) : palette.color(QPalette::PlaceholderText);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(isOn ? on : palette.color(QPalette::PlaceholderText), 1));
    painter.setBrush(isOn ? on : palette.color(QPalette::Base));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(QPen(palette.color(QPalette::HighlightedText), side / 7.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const auto at = [&box, side](double x, double y) { return box.topLeft() + QPointF(x * side, y * side); };
    if (option.state & QStyle::State_NoChange)
        painter.drawLine(at(0.28, 0.5), at(0.72, 0.5));
    else if (option.state & QStyle::State_On)
        painter.drawPolyline(QPolygonF{at(0.24, 0.52), at(0.43, 0.7), at(0.76, 0.32)});
    painter.restore();
}

// Fusion with the measures of a program of today.
class Style final : public QProxyStyle
{
public:
    Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) { }

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override
    {
        switch (metric) {
        case PM_ToolBarIconSize: return 20;
        case PM_SmallIconSize: return 18;
        case PM_ToolBarItemSpacing: return 1;
        case PM_ToolBarItemMargin: return 3;
        case PM_ToolBarExtensionExtent: return 26;
        default: return QProxyStyle::pixelMetric(metric, option, widget);
        }
    }
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override
    {
        if (element == PE_IndicatorCheckBox)
            drawCheckBox(*option, *painter);
        else
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
    QIcon standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const override
    {
        // Fusion's own is black, also on a dark bar
        return which == SP_ToolBarHorizontalExtensionButton ? lineIcon(QStringLiteral("more"))
                                                            : QProxyStyle::standardIcon(which, option, widget);
    }
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returned) const override
    {
        switch (hint) {
        case SH_EtchDisabledText:
        case SH_DitherDisabledText: return 0;
        case SH_ComboBox_Popup: return 0;
        default: return QProxyStyle::styleHint(hint, option, widget, returned);
        }
    }
};

constexpr char kSheet[] = R"(
QToolBar { border: 0; border-bottom: 1px solid @border; background: @window; padding: 3px 8px; spacing: 1px; }
QToolBar::separator { background: @border; width: 1px; margin: 5px 5px; }
QToolBar QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; background: transparent; }
QToolBar QToolButton:hover { background: @hover; }
QToolBar QToolButton:pressed { background: @border; }
QToolButton#qt_toolbar_ext_button { padding: 0; margin: 2px; }
QToolBar QToolButton:checked { background: @checked; }
QToolBar QToolButton:focus { border-color: @accent; }
QToolBar QToolButton[popupMode="1"] { padding-right: 14px; }
QToolBar QToolButton::menu-button { border: 0; width: 13px; border-radius: 6px; }
QToolBar QToolButton::menu-button:hover { background: @border; }
QMenuBar { background: @window; padding: 5px 6px 3px 6px; }
QMenuBar::item { padding: 4px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @base; border: 1px solid @border; border-radius: 8px; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 10px; border-radius: 5px; }
QMenu::item:selected { background: @accent; color: @accentText; }
QMenu::item:disabled { color: @disabled; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @border; margin: 5px 8px; }
QStatusBar { background: @window; border-top: 1px solid @border; }
QStatusBar::item { border: 0; }
QStatusBar QToolButton { border: 0; border-radius: 5px; padding: 2px 8px; margin: 1px 4px 1px 0; }
QStatusBar QToolButton:hover, QStatusBar QToolButton:focus { background: @hover; }
QStatusBar QToolButton::menu-indicator { image: none; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton { border: 1px solid @border; border-radius: 7px; padding: 6px 14px; background: @button; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @border; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @disabled; }
QPushButton:default { background: @accent; color: @accentText; border-color: @accent; }
QPushButton:default:focus { border: 2px solid @text; padding: 5px 13px; }
QPushButton[flat="true"] { border-color: transparent; background: transparent; }
QPushButton[flat="true"]:hover { background: @hover; }
QPushButton[flat="true"]:focus { border-color: @accent; }
#shareButton { padding: 3px 12px; }
QLineEdit { border: 1px solid @border; border-radius: 6px; padding: 5px 8px; background: @base; }
QLineEdit:focus { border-color: @accent; }
#remarkBox { border: 1px solid @border; border-radius: 6px; background: @base; }
#remarkBox:focus { border-color: @accent; }
QComboBox { border: 1px solid @border; border-radius: 6px; padding: 4px 6px 4px 9px; background: @base; }
QAbstractSpinBox { min-height: 26px; min-width: 110px; }
QComboBox:focus, QComboBox:on { border-color: @accent; }
QComboBox::drop-down { border: 0; width: 18px; }
QComboBox::down-arrow { image: none; }
QToolTip { background: @tip; color: @text; border: 1px solid @border; padding: 4px 7px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @handle; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QDockWidget::title { padding: 8px; background: @window; }
QDockWidget::close-button { subcontrol-position: top right; subcontrol-origin: margin; right: 8px; top: 8px; }
#outline QTreeView::item { padding: 4px 2px; }
#goTo QListWidget::item { border-radius: 5px; padding: 6px; }
#goTo QListWidget::item:selected { background: @accent; color: @accentText; }
#workRow { border: 0; border-top: 1px solid @border; }
#workRow QProgressBar { border: 0; border-radius: 3px; background: @border; }
#workRow QProgressBar::chunk { border-radius: 3px; background: @accent; }
#findBar { border: 0; border-top: 1px solid @border; }
#findBar QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; }
#findBar QToolButton:hover { background: @hover; }
#findBar QToolButton:checked { background: @checked; }
#findBar QToolButton:focus { border-color: @accent; }
#historyBar { border: 0; border-bottom: 1px solid @border; background: @window; }
#historyBar QToolButton { border: 1px solid @border; border-radius: 7px; padding: 4px 9px; background: @button; }
#historyBar QToolButton:hover { background: @hover; }
#historyBar QToolButton:focus { border-color: @accent; }
#historyBar QToolButton[popupMode="1"] { padding-right: 22px; }
#historyBar QToolButton::menu-button { border: 0; border-left: 1px solid @border; width: 16px; }
#historyBar QToolButton::menu-indicator { image: none; }
#historyPanel QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; }
#historyPanel QToolButton:hover { background: @hover; }
#historyPanel QToolButton:checked { background: @checked; }
#historyPanel QToolButton:focus { border-color: @accent; }
#historyPanel QListWidget { background: transparent; }
#historyPanel QListWidget::item { border-radius: 7px; padding: 5px 4px; }
#historyPanel QListWidget::item:hover { background: @hover; }
#historyPanel QListWidget::item:selected { background: @checked; color: @text; }
#reviewPanel { border: 0; border-top: 1px solid @border; }
#introduction { border: 0; border-bottom: 1px solid @border; }
)";

QString sheetOf(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Window);
    const QColor text = palette.color(QPalette::WindowText);
    const QColor accent = palette.color(QPalette::Highlight);
    const std::pair<const char *, QColor> colors[] = {
        {"@window", window},
        {"@base", palette.color(QPalette::Base)},
        {"@border", palette.color(QPalette::Mid)},
        {"@hover", mixed(window, text, 0.08)},
        {"@handle", mixed(window, text, 0.25)},
        {"@checked", mixed(window, accent, 0.24)},
        {"@accentText", palette.color(QPalette::HighlightedText)},
        {"@accent", accent},
        {"@button", palette.color(QPalette::Button)},
        {"@text", text},
        {"@faint", palette.color(QPalette::PlaceholderText)},
        {"@disabled", palette.color(QPalette::Disabled, QPalette::Text)},
        {"@tip", palette.color(QPalette::ToolTipBase)},
    };
    QString sheet = QString::fromLatin1(kSheet);
    for (const auto &[name, color] : colors)
        sheet.replace(QLatin1StringView(name), color.name());
    return sheet;
}

QFont bodyFont(const QApplication &application)
{
    QFont font = application.font();
    if (font.pointSizeF() > 0 && font.pointSizeF() < 10)
        font.setPointSizeF(10);
    return font;
}

} // namespace

Look::Look(QApplication &application)
    : QObject(&application), m_application(application), m_desktopIsDark(isDark(application.palette()))
{
    m_application.setStyle(new Style);
    m_application.setFont(bodyFont(application));
    apply();
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kPortal, kPortalPath, kSettings, QStringLiteral("SettingChanged"), this,
                SLOT(portalSettingChanged(QString, QString, QDBusVariant)));
    readPortal();
}

void Look::readPortal()
{
    QDBusMessage call = QDBusMessage::createMethodCall(kPortal, kPortalPath, kSettings, QStringLiteral("Read"));
    call << kAppearance << kColorScheme;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid())
            portalSettingChanged(kAppearance, kColorScheme, reply.value());
    });
}

void Look::portalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group != kAppearance || key != kColorScheme)
        return;
    QVariant inner = value.variant();
    // Read() wraps the value twice
    if (inner.canConvert<QDBusVariant>())
        inner = inner.value<QDBusVariant>().variant();
    m_desktopIsDark = inner.toUInt() == kPrefersDark;
    apply();
}

void Look::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    apply();
}

void Look::apply()
{
    const bool dark = m_scheme == Scheme::AsDesktop ? m_desktopIsDark : m_scheme == Scheme::Dark;
    const QPalette palette = dark ? darkPalette() : lightPalette();
    m_application.setPalette(palette);
    m_application.setStyleSheet(sheetOf(palette));
}

} // namespace syngraph::ui
