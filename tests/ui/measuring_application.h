// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cpu_time.h"

#include <QApplication>
#include <QEvent>

namespace syngraph::test {

// Notes what each event costs that the event loop delivers, in milliseconds of CPU.
class MeasuringApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
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
    void begin()
    {
        m_isOn = true;
        m_longest = 0;
        m_culprit.clear();
    }
    double longest() const { return m_longest; }
    QByteArray culprit() const { return m_culprit; }

    static MeasuringApplication &instance() { return *static_cast<MeasuringApplication *>(QCoreApplication::instance()); }

private:
    static QByteArray nameOf(const QObject &receiver)
    {
        const QByteArray name = receiver.metaObject()->className();
        return receiver.parent() ? name + " of " + receiver.parent()->metaObject()->className() : name;
    }

    int m_depth = 0;
    bool m_isOn = false;
    double m_longest = 0;
    QByteArray m_culprit;
};

} // namespace syngraph::test
