// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/ProfileCheck.h"

namespace assay {

Result<ProfileCheck::Prepared *> ProfileCheck::forProfile(const std::string &text)
{
    if (m_prepared && text == m_text)
        return m_prepared.get();
    Result<Profile> profile = Profile::fromJson(text);
    if (!profile)
        return tl::unexpected(profile.error());
    m_prepared = std::make_unique<Prepared>(std::move(*profile));
    m_text = text;
    return m_prepared.get();
}

} // namespace assay
