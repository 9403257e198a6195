// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/SourceBook.h"
#include "ui/data/SourceDesk.h"

#include <QElapsedTimer>
#include <QTimer>

namespace assay {

class Appearance;
class DataPane;
class Executor;
class MainWindow;

/// All that the window does about data: which sources there are, which of them scripts run on, how
/// old it is, and what a script reads it by.
class DataDesk : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this; the window's pieces are there already.
    DataDesk(Executor &executor, Appearance &appearance, MainWindow &window);

    [[nodiscard]] DataPane &pane() { return *m_pane; }
    /// Scripts run on it from now on, and the next start as well; in the list it is from now on.
    void use(const QString &source);

private:
    void refresh();
    void run(std::shared_ptr<DataSource> source);
    void readBook();
    void askForSource();
    void askForMapping(const QString &source);
    void add(const QString &source);
    void remove(const QString &source);
    void insertCall(const QString &call);
    void showAge(const QString &source, const SourceLook &look);
    void clearCache();
    [[nodiscard]] QString active() const;
    void fillPane();

    Executor &m_executor;
    Appearance &m_appearance;
    MainWindow &m_window;
    SourceDesk m_desk;
    QuestionThread m_opening;
    DataPane *m_pane;
    std::optional<SourceBook> m_book; ///< none where its file is damaged
    QTimer m_ageing;
    QElapsedTimer m_looking; ///< since a look at the source in use began
    SourceLook m_look; ///< at the source in use
};

} // namespace assay
