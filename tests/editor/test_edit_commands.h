// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

// Declared apart from its functions: moc stumbles over raw strings inside macros.
class TestEditCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formsKeepTheEffect();
    void formsAreStable();
    void openedLinesSayTheirBlock();
    void paragraphsBetweenLinesGoToTheUpperOne();
    void everyCommandIsValid();
    void inlineFormatsLeaveParagraphEndsAlone();
    void aFormatIsSetOnlyWhereItChangesSomething();
    void whatASelectionSharesIsFoundInParts();
    void typingFormatFollowsTheClasses();
    void blockFormatsCoverWholeLines();
    void enterInsideALineSplitsIt();
    void numberingBeginsAndGoesOnWhereAsked();
    void aListIsNumberedAsAWhole();
    void paragraphsAreMovedAsTheyAre();
    void enterAtAHeadingsStartLeavesTheHeading();
    void enterLeavesQuotesAndCode();
    void aDoneTaskIsFollowedByAnOpenOne();
    void deletingAcrossLinesKeepsTheFirst();
    void pastedParagraphsBringTheirLook();
    void rulesStandOnTheirOwnLine();
    void linksAreSetChangedAndRemoved();
    void myersFindsWhatIsShared();
};
