// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cpu_time.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

#include <functional>

namespace syngraph::test {

// Notes what each event costs that the event loop delivers, in milliseconds of CPU.
class MeasuringApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        const bool isFrame = receiver == m_watched && event->type() == QEvent::Paint;
        const bool isTaken = measure(receiver, event);
        if (isFrame)
            m_painted();
        return isTaken;
    }
    void begin()
    {
        m_isOn = true;
        m_longest = 0;
        m_culprit.clear();
    }
    // From now on `painted` is called behind each time this widget has painted itself.
    void watchFrames(const QWidget *widget, std::function<void()> painted)
    {
        m_watched = widget;
        m_painted = std::move(painted);
    }
    double longest() const { return m_longest; }
    QByteArray culprit() const { return m_culprit; }

    static MeasuringApplication &instance() { return *static_cast<MeasuringApplication *>(QCoreApplication::instance()); }

private:
    bool measure(QObject *receiver, QEvent *event)
    {
        if (m_depth++ > 0 || !m_isOn) {
            const bool isTaken = QApplication::notify(receiver, event);
            --m_depth;
            return isTaken;
        }
        // before: it may delete itself
        const QByteArray name = nameOf(*receiver);
        const int type = event->type();
        const double began = support::threadCpuMs();
        const bool isTaken = QApplication::notify(receiver, event);
        const double spent = support::threadCpuMs() - began;
        --m_depth;
        if (spent > m_longest) {
            m_longest = spent;
            m_culprit = name + ", event " + QByteArray::number(type);
        }
        return isTaken;
    }

    static QByteArray nameOf(const QObject &receiver)
    {
        const QByteArray name = receiver.metaObject()->className();
        return receiver.parent() ? name + " of " + receiver.parent()->metaObject()->className() : name;
    }

    int m_depth = 0;
    bool m_isOn = false;
    double m_longest = 0;
    QByteArray m_culprit;
    const QWidget *m_watched = nullptr;
    std::function<void()> m_painted;
};

} // namespace syngraph::test
