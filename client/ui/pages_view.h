// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper/paged_document.h"

#include <QAbstractScrollArea>

namespace syngraph::ui {

// Sheets of paper one below the other, as they will be printed; painted as they come in view.
class PagesView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Fit { Width, Page };

    explicit PagesView(QWidget *parent = nullptr);
    ~PagesView() override;

    // Null: none yet.
    void show(std::unique_ptr<paper::PagedDocument> pages);
    const paper::PagedDocument *pages() const { return m_pages.get(); }
    void setFit(Fit fit);
    // In view in the middle, counted from 0.
    int currentPage() const;

Q_SIGNALS:
    void pageChanged(int page);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void place();
    // Pixels for each point, of one sheet, and from one sheet to the next.
    double scale() const;
    QSizeF sheet() const;
    double step() const;

    std::unique_ptr<paper::PagedDocument> m_pages;
    Fit m_fit = Fit::Page;
};

} // namespace syngraph::ui
