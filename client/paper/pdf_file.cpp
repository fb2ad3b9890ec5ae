// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/pdf_file.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include <exception>

namespace syngraph::paper {

Result<QByteArray> changedPdf(const QByteArray &pdf, const std::function<void(QPDF &)> &change)
{
    // the library reports by exceptions
    try {
        QPDF file;
        file.processMemoryFile("pages", pdf.constData(), std::size_t(pdf.size()));
        change(file);
        QPDFWriter writer(file);
        writer.setOutputMemory();
        writer.write();
        const auto buffer = writer.getBufferSharedPointer();
        return QByteArray(reinterpret_cast<const char *>(buffer->getBuffer()), qsizetype(buffer->getSize()));
    } catch (const std::exception &error) {
        return Error{ErrorCode::Malformed, QString::fromUtf8(error.what())};
    }
}

} // namespace syngraph::paper
