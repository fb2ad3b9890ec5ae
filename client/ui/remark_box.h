// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

class QCompleter;
class QStringListModel;

namespace syngraph::ui {

// Where a person writes a remark: as high as its text, Enter says it, Shift+Enter begins a line, Esc gives it up. A
// name is completed behind an @. At most protocol::kMaxRemarkUnits.
class RemarkBox : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit RemarkBox(const QString &placeholder, QWidget *parent = nullptr);

    void setNames(const QStringList &names);
    QString text() const { return toPlainText(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {40, sizeHint().height()}; }

Q_SIGNALS:
    void submitted(const QString &text);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int lineCount() const;
    int heightOfText() const;
    void limit();
    void offerNames();
    void complete(const QString &name);
    QString prefix() const;

    QCompleter *m_completer;
    QStringListModel *m_names;
    int m_height = 0;
};

} // namespace syngraph::ui
