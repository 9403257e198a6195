// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/Profile.h"

#include <QDialog>

class QTextBrowser;

namespace assay {

class Appearance;

/// What a profile holds scripts to, each rule in plain words: the documentation that a finding's rule
/// leads to. Does not block the window.
class RulesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RulesDialog(const Appearance &appearance, QWidget *parent = nullptr);

    /// Opens, or comes to the front, at a rule; an empty one is the beginning.
    void open(const Profile &profile, const QString &rule);

private:
    void fill();

    const Appearance &m_appearance;
    QTextBrowser *m_text;
    Profile m_profile;
};

} // namespace assay
