// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/packed_pictures.h"

namespace syngraph::convert {
namespace {

constexpr qsizetype kLongestPath = 200;

} // namespace

const Picture *PackedPictures::take(const QString &path)
{
    if (!m_found || path.isEmpty() || path.size() > kLongestPath)
        return nullptr;
    auto known = m_ids.constFind(path);
    if (known == m_ids.cend()) {
        const auto bytes = m_package.read(path.toUtf8().constData());
        Picture picture = bytes ? pictureOf(*bytes) : Picture{};
        known = m_ids.insert(path, picture.id);
        if (!picture.id.isEmpty())
            m_found->emplace(picture.id, std::move(picture));
    }
    return known->isEmpty() ? nullptr : &m_found->at(*known);
}

} // namespace syngraph::convert
