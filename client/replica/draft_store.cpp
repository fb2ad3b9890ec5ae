// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/draft_store.h"

#include "protocol/field_reader.h"
#include "protocol/field_writer.h"
#include "replica/private_file.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>

#include <utility>

namespace syngraph::replica {
namespace {

const QString kEnding = QStringLiteral(".draft");

struct DraftRecord
{
    std::vector<Draft> drafts;
    static constexpr auto fields() { return std::tuple{protocol::field("drafts", &DraftRecord::drafts)}; }
};

} // namespace

std::vector<Draft> DraftStore::read()
{
    std::vector<Draft> found;
    for (const QString &name : QDir(m_folder).entryList({u'*' + kEnding}, QDir::Files, QDir::Name)) {
        const QString path = m_folder + u'/' + name;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        m_read << path;
        model::JsonReader reader;
        const auto root = reader.read(file.readAll());
        DraftRecord record;
        if (root && (*root)->is_object() && protocol::readFields(protocol::dom::object(**root), protocol::Unknown::Ignored, record))
            found.insert(found.end(), record.drafts.begin(), record.drafts.end());
    }
    return found;
}

void DraftStore::keep(const std::vector<Draft> &drafts)
{
    if (!drafts.empty())
        write(drafts);
    else if (!m_path.isEmpty())
        QFile::remove(m_path);
    for (const QString &path : std::exchange(m_read, {}))
        QFile::remove(path);
}

void DraftStore::write(const std::vector<Draft> &drafts)
{
    if (m_path.isEmpty())
        m_path = m_folder + u'/' + QString::number(QRandomGenerator::system()->generate64(), 16) + kEnding;
    model::JsonText text;
    text += "{\"record\":\"drafts\"";
    protocol::appendFields(text, DraftRecord{drafts});
    text += '}';
    // a disk that refuses is told about by what matters more
    (void)writePrivateFile(m_path, text.take());
}

} // namespace syngraph::replica
