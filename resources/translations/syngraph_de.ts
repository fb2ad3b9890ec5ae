<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_GB">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;New Document</source>
        <translation>&amp;Neues Dokument</translation>
    </message>
    <message>
        <source>Start a document; it exists from the first moment</source>
        <translation>Ein Dokument beginnen; es ist vom ersten Augenblick an da</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open a document file of this computer, of this program or of another one</source>
        <translation>Eine Datei dieses Computers öffnen, von diesem Programm oder einem anderen</translation>
    </message>
    <message>
        <source>&amp;Join by Address or Link…</source>
        <translation>&amp;Über Adresse oder Link beitreten …</translation>
    </message>
    <message>
        <source>Open a document that somebody else serves</source>
        <translation>Ein Dokument öffnen, das jemand anders bereithält</translation>
    </message>
    <message>
        <source>&amp;Start Page</source>
        <translation>St&amp;artseite</translation>
    </message>
    <message>
        <source>Show recent documents in a new window</source>
        <translation>Zuletzt geöffnete Dokumente in einem neuen Fenster zeigen</translation>
    </message>
    <message>
        <source>S&amp;hare…</source>
        <translation>&amp;Teilen …</translation>
    </message>
    <message>
        <source>Let others on this network write in this document</source>
        <translation>Andere in diesem Netz in diesem Dokument schreiben lassen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Choose name and folder of a new document, or keep a version of it as it is now</source>
        <translation>Name und Ordner eines neuen Dokuments wählen, oder eine Version festhalten, wie es jetzt ist</translation>
    </message>
    <message>
        <source>Name &amp;Version…</source>
        <translation>&amp;Version benennen …</translation>
    </message>
    <message>
        <source>Keep the document as it is now under a name</source>
        <translation>Das Dokument, wie es jetzt ist, unter einem Namen festhalten</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>Give the document another title</source>
        <translation>Dem Dokument einen anderen Titel geben</translation>
    </message>
    <message>
        <source>Save a &amp;Copy…</source>
        <translation>&amp;Kopie speichern …</translation>
    </message>
    <message>
        <source>Make a document of your own from this one as it is now</source>
        <translation>Aus diesem Dokument, wie es jetzt ist, ein eigenes machen</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>Make a document of a file of another program</source>
        <translation>Aus der Datei eines anderen Programms ein Dokument machen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>Write the document for another program: Word, OpenDocument, PDF, web page, Markdown, text</source>
        <translation>Das Dokument für ein anderes Programm schreiben: Word, OpenDocument, PDF, Webseite, Markdown, Text</translation>
    </message>
    <message>
        <source>Export as P&amp;DF…</source>
        <translation>Als PDF exp&amp;ortieren …</translation>
    </message>
    <message>
        <source>Write the document as it would be printed</source>
        <translation>Das Dokument so schreiben, wie es gedruckt würde</translation>
    </message>
    <message>
        <source>Pa&amp;ge Setup…</source>
        <translation>Seite einri&amp;chten …</translation>
    </message>
    <message>
        <source>Choose paper, margins and page numbers</source>
        <translation>Papier, Ränder und Seitenzahlen wählen</translation>
    </message>
    <message>
        <source>Print Pre&amp;view</source>
        <translation>Druckvorsc&amp;hau</translation>
    </message>
    <message>
        <source>See the pages before they are printed</source>
        <translation>Die Seiten ansehen, bevor sie gedruckt werden</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken …</translation>
    </message>
    <message>
        <source>Print the document</source>
        <translation>Das Dokument drucken</translation>
    </message>
    <message>
        <source>Move to &amp;Trash</source>
        <translation>In den &amp;Papierkorb</translation>
    </message>
    <message>
        <source>Put the document into the trash, where it stays for 30 days</source>
        <translation>Das Dokument in den Papierkorb legen, wo es 30 Tage bleibt</translation>
    </message>
    <message>
        <source>&amp;Close Window</source>
        <translation>Fenster sch&amp;ließen</translation>
    </message>
    <message>
        <source>Close this window; nothing is lost</source>
        <translation>Dieses Fenster schließen; es geht nichts verloren</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close all windows; nothing is lost</source>
        <translation>Alle Fenster schließen; es geht nichts verloren</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take back your own last change, wherever it was</source>
        <translation>Die eigene letzte Änderung zurücknehmen, wo immer sie war</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Make your change that was taken back again</source>
        <translation>Die zurückgenommene eigene Änderung wieder machen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>Take the selection to the clipboard</source>
        <translation>Die Auswahl in die Zwischenablage nehmen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the selection to the clipboard</source>
        <translation>Die Auswahl in die Zwischenablage kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Insert what is on the clipboard</source>
        <translation>Einfügen, was in der Zwischenablage ist</translation>
    </message>
    <message>
        <source>Paste &amp;Without Formatting</source>
        <translation>&amp;Ohne Formatierung einfügen</translation>
    </message>
    <message>
        <source>Insert the clipboard&apos;s text in the format that is here</source>
        <translation>Den Text der Zwischenablage in dem Format einfügen, das hier gilt</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Delete the selection</source>
        <translation>Die Auswahl löschen</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>Alles auswä&amp;hlen</translation>
    </message>
    <message>
        <source>Select the whole document</source>
        <translation>Das ganze Dokument auswählen</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>Look for text in the document</source>
        <translation>Im Dokument nach Text suchen</translation>
    </message>
    <message>
        <source>R&amp;eplace…</source>
        <translation>Erse&amp;tzen …</translation>
    </message>
    <message>
        <source>Look for text and put other text in its place</source>
        <translation>Nach Text suchen und anderen an seine Stelle setzen</translation>
    </message>
    <message>
        <source>Find &amp;Next</source>
        <translation>Weiters&amp;uchen</translation>
    </message>
    <message>
        <source>Go to the next place where the text stands</source>
        <translation>Zur nächsten Stelle gehen, an der der Text steht</translation>
    </message>
    <message>
        <source>Find Pre&amp;vious</source>
        <translation>Rü&amp;ckwärts suchen</translation>
    </message>
    <message>
        <source>Go to the place before where the text stands</source>
        <translation>Zur vorigen Stelle gehen, an der der Text steht</translation>
    </message>
    <message>
        <source>Your &amp;Name and Colour…</source>
        <translation>Ihr &amp;Name und Ihre Farbe …</translation>
    </message>
    <message>
        <source>What others call you, and in which colour they see you</source>
        <translation>Wie Sie für andere heißen, und in welcher Farbe Sie zu sehen sind</translation>
    </message>
    <message>
        <source>P&amp;references…</source>
        <translation>E&amp;instellungen …</translation>
    </message>
    <message>
        <source>The little that can be chosen</source>
        <translation>Das Wenige, das sich wählen lässt</translation>
    </message>
    <message>
        <source>&amp;Outline</source>
        <translation>&amp;Gliederung</translation>
    </message>
    <message>
        <source>Show the headings, to go from one to the other</source>
        <translation>Die Überschriften zeigen, um von einer zur anderen zu gehen</translation>
    </message>
    <message>
        <source>&amp;People</source>
        <translation>&amp;Personen</translation>
    </message>
    <message>
        <source>Show who is in this document</source>
        <translation>Zeigen, wer in diesem Dokument ist</translation>
    </message>
    <message>
        <source>&amp;Names at Carets</source>
        <translation>&amp;Namen an Schreibmarken</translation>
    </message>
    <message>
        <source>Show people&apos;s names at their carets</source>
        <translation>Die Namen der anderen an ihren Schreibmarken zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>&amp;Vergrößern</translation>
    </message>
    <message>
        <source>Show the page larger</source>
        <translation>Die Seite größer zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Show the page smaller</source>
        <translation>Die Seite kleiner zeigen</translation>
    </message>
    <message>
        <source>Natural &amp;Size</source>
        <translation>N&amp;ormalgröße</translation>
    </message>
    <message>
        <source>Show the page as large as it is</source>
        <translation>Die Seite so groß zeigen, wie sie ist</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>Voll&amp;bild</translation>
    </message>
    <message>
        <source>Fill the screen with this window</source>
        <translation>Den Bildschirm mit diesem Fenster füllen</translation>
    </message>
    <message>
        <source>&amp;Distraction Free</source>
        <translation>Ohne &amp;Ablenkung</translation>
    </message>
    <message>
        <source>Show nothing but the text; Esc brings everything back</source>
        <translation>Nur den Text zeigen; Esc bringt alles zurück</translation>
    </message>
    <message>
        <source>As the &amp;Desktop</source>
        <translation>Wie der &amp;Schreibtisch</translation>
    </message>
    <message>
        <source>Light or dark as the desktop is</source>
        <translation>Hell oder dunkel wie der Schreibtisch</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>Dark text on a light ground</source>
        <translation>Dunkler Text auf hellem Grund</translation>
    </message>
    <message>
        <source>D&amp;ark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Light text on a dark ground</source>
        <translation>Heller Text auf dunklem Grund</translation>
    </message>
    <message>
        <source>&amp;Link…</source>
        <translation>&amp;Link …</translation>
    </message>
    <message>
        <source>Make the selection a link, or change the link here</source>
        <translation>Die Auswahl zu einem Link machen, oder den Link hier ändern</translation>
    </message>
    <message>
        <source>Insert pictures from files: PNG, JPEG, WebP, GIF</source>
        <translation>Bilder aus Dateien einfügen: PNG, JPEG, WebP, GIF</translation>
    </message>
    <message>
        <source>&amp;Horizontal Line</source>
        <translation>&amp;Waagerechte Linie</translation>
    </message>
    <message>
        <source>Insert a line across the page</source>
        <translation>Eine Linie über die Seite einfügen</translation>
    </message>
    <message>
        <source>&amp;Page Break</source>
        <translation>&amp;Seitenumbruch</translation>
    </message>
    <message>
        <source>Begin a new page when printing</source>
        <translation>Beim Drucken eine neue Seite beginnen</translation>
    </message>
    <message>
        <source>&amp;Date</source>
        <translation>&amp;Datum</translation>
    </message>
    <message>
        <source>Insert today&apos;s date</source>
        <translation>Das heutige Datum einfügen</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>&amp;Uhrzeit</translation>
    </message>
    <message>
        <source>Insert what time it is</source>
        <translation>Einfügen, wie spät es ist</translation>
    </message>
    <message>
        <source>&amp;Special Character…</source>
        <translation>Sonder&amp;zeichen …</translation>
    </message>
    <message>
        <source>Insert a character that the keyboard does not have</source>
        <translation>Ein Zeichen einfügen, das die Tastatur nicht hat</translation>
    </message>
    <message>
        <source>&amp;Bold</source>
        <translation>&amp;Fett</translation>
    </message>
    <message>
        <source>Make the selection bold</source>
        <translation>Die Auswahl fett machen</translation>
    </message>
    <message>
        <source>&amp;Italic</source>
        <translation>&amp;Kursiv</translation>
    </message>
    <message>
        <source>Make the selection italic</source>
        <translation>Die Auswahl kursiv machen</translation>
    </message>
    <message>
        <source>&amp;Underline</source>
        <translation>&amp;Unterstrichen</translation>
    </message>
    <message>
        <source>Underline the selection</source>
        <translation>Die Auswahl unterstreichen</translation>
    </message>
    <message>
        <source>&amp;Strikethrough</source>
        <translation>&amp;Durchgestrichen</translation>
    </message>
    <message>
        <source>Strike the selection through</source>
        <translation>Die Auswahl durchstreichen</translation>
    </message>
    <message>
        <source>&amp;Code</source>
        <translation>&amp;Programmtext</translation>
    </message>
    <message>
        <source>Show the selection as program text</source>
        <translation>Die Auswahl als Programmtext zeigen</translation>
    </message>
    <message>
        <source>Su&amp;perscript</source>
        <translation>H&amp;ochgestellt</translation>
    </message>
    <message>
        <source>Raise the selection</source>
        <translation>Die Auswahl hochstellen</translation>
    </message>
    <message>
        <source>Su&amp;bscript</source>
        <translation>&amp;Tiefgestellt</translation>
    </message>
    <message>
        <source>Lower the selection</source>
        <translation>Die Auswahl tiefstellen</translation>
    </message>
    <message>
        <source>Text Co&amp;lour…</source>
        <translation>Text&amp;farbe …</translation>
    </message>
    <message>
        <source>Choose the colour of the text</source>
        <translation>Die Farbe des Textes wählen</translation>
    </message>
    <message>
        <source>&amp;Highlight…</source>
        <translation>&amp;Hervorheben …</translation>
    </message>
    <message>
        <source>Choose the colour behind the text</source>
        <translation>Die Farbe hinter dem Text wählen</translation>
    </message>
    <message>
        <source>Copy &amp;Format</source>
        <translation>Format ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>Remember how the text here looks</source>
        <translation>Sich merken, wie der Text hier aussieht</translation>
    </message>
    <message>
        <source>P&amp;aste Format</source>
        <translation>Format an&amp;wenden</translation>
    </message>
    <message>
        <source>Give the selection the look that was copied</source>
        <translation>Der Auswahl das übernommene Aussehen geben</translation>
    </message>
    <message>
        <source>&amp;Clear Formatting</source>
        <translation>Formatierung e&amp;ntfernen</translation>
    </message>
    <message>
        <source>Take all formatting off the selected text</source>
        <translation>Alle Formatierung vom ausgewählten Text nehmen</translation>
    </message>
    <message>
        <source>&amp;Body</source>
        <translation>&amp;Fließtext</translation>
    </message>
    <message>
        <source>Make it ordinary text</source>
        <translation>Gewöhnlichen Text daraus machen</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Titel</translation>
    </message>
    <message>
        <source>Make it the document&apos;s title</source>
        <translation>Den Titel des Dokuments daraus machen</translation>
    </message>
    <message>
        <source>Heading &amp;1</source>
        <translation>Überschrift &amp;1</translation>
    </message>
    <message>
        <source>Make it a heading</source>
        <translation>Eine Überschrift daraus machen</translation>
    </message>
    <message>
        <source>Heading &amp;2</source>
        <translation>Überschrift &amp;2</translation>
    </message>
    <message>
        <source>Make it a heading of the second level</source>
        <translation>Eine Überschrift der zweiten Ebene daraus machen</translation>
    </message>
    <message>
        <source>Heading &amp;3</source>
        <translation>Überschrift &amp;3</translation>
    </message>
    <message>
        <source>Make it a heading of the third level</source>
        <translation>Eine Überschrift der dritten Ebene daraus machen</translation>
    </message>
    <message>
        <source>Heading &amp;4</source>
        <translation>Überschrift &amp;4</translation>
    </message>
    <message>
        <source>Make it a heading of the fourth level</source>
        <translation>Eine Überschrift der vierten Ebene daraus machen</translation>
    </message>
    <message>
        <source>Heading &amp;5</source>
        <translation>Überschrift &amp;5</translation>
    </message>
    <message>
        <source>Make it a heading of the fifth level</source>
        <translation>Eine Überschrift der fünften Ebene daraus machen</translation>
    </message>
    <message>
        <source>Heading &amp;6</source>
        <translation>Überschrift &amp;6</translation>
    </message>
    <message>
        <source>Make it a heading of the sixth level</source>
        <translation>Eine Überschrift der sechsten Ebene daraus machen</translation>
    </message>
    <message>
        <source>&amp;Quote</source>
        <translation>&amp;Zitat</translation>
    </message>
    <message>
        <source>Make it a quotation</source>
        <translation>Ein Zitat daraus machen</translation>
    </message>
    <message>
        <source>C&amp;ode Block</source>
        <translation>&amp;Programmblock</translation>
    </message>
    <message>
        <source>Make it lines of program text</source>
        <translation>Zeilen von Programmtext daraus machen</translation>
    </message>
    <message>
        <source>&amp;Bulleted List</source>
        <translation>&amp;Aufzählung</translation>
    </message>
    <message>
        <source>Make it a list with bullets</source>
        <translation>Eine Liste mit Punkten daraus machen</translation>
    </message>
    <message>
        <source>&amp;Numbered List</source>
        <translation>&amp;Nummerierte Liste</translation>
    </message>
    <message>
        <source>Make it a list with numbers</source>
        <translation>Eine Liste mit Nummern daraus machen</translation>
    </message>
    <message>
        <source>&amp;Check List</source>
        <translation>&amp;Checkliste</translation>
    </message>
    <message>
        <source>Make it a list to tick off</source>
        <translation>Eine Liste zum Abhaken daraus machen</translation>
    </message>
    <message>
        <source>&amp;Tick Off</source>
        <translation>Ab&amp;haken</translation>
    </message>
    <message>
        <source>Tick the item off, or not after all</source>
        <translation>Den Punkt abhaken, oder doch nicht</translation>
    </message>
    <message>
        <source>&amp;Indent</source>
        <translation>&amp;Einrücken</translation>
    </message>
    <message>
        <source>Move it one level to the right</source>
        <translation>Eine Ebene nach rechts rücken</translation>
    </message>
    <message>
        <source>&amp;Outdent</source>
        <translation>A&amp;usrücken</translation>
    </message>
    <message>
        <source>Move it one level to the left</source>
        <translation>Eine Ebene nach links rücken</translation>
    </message>
    <message>
        <source>&amp;Left</source>
        <translation>&amp;Links</translation>
    </message>
    <message>
        <source>Align it to the left</source>
        <translation>Links ausrichten</translation>
    </message>
    <message>
        <source>&amp;Centre</source>
        <translation>&amp;Mitte</translation>
    </message>
    <message>
        <source>Centre it</source>
        <translation>In der Mitte ausrichten</translation>
    </message>
    <message>
        <source>&amp;Right</source>
        <translation>&amp;Rechts</translation>
    </message>
    <message>
        <source>Align it to the right</source>
        <translation>Rechts ausrichten</translation>
    </message>
    <message>
        <source>&amp;Justify</source>
        <translation>&amp;Blocksatz</translation>
    </message>
    <message>
        <source>Align it on both sides</source>
        <translation>An beiden Seiten ausrichten</translation>
    </message>
    <message>
        <source>Find a &amp;Command…</source>
        <translation>&amp;Befehl suchen …</translation>
    </message>
    <message>
        <source>Find any command by its words, and give it</source>
        <translation>Jeden Befehl an seinen Wörtern finden und geben</translation>
    </message>
    <message>
        <source>Check &amp;Spelling While Typing</source>
        <translation>Recht&amp;schreibung beim Tippen prüfen</translation>
    </message>
    <message>
        <source>Mark words that the dictionary does not have</source>
        <translation>Wörter markieren, die das Wörterbuch nicht hat</translation>
    </message>
    <message>
        <source>&amp;Next Misspelled Word</source>
        <translation>&amp;Nächstes falsch geschriebenes Wort</translation>
    </message>
    <message>
        <source>Go to the next word that the dictionary does not have</source>
        <translation>Zum nächsten Wort gehen, das das Wörterbuch nicht hat</translation>
    </message>
    <message>
        <source>&amp;Format While Typing</source>
        <translation>Beim Tippen &amp;formatieren</translation>
    </message>
    <message>
        <source>Make headings, lists, bold text and links of # , - , 1. , [] , **bold** and addresses</source>
        <translation>Aus # , - , 1. , [] , **fett** und Adressen Überschriften, Listen, fetten Text und Links machen</translation>
    </message>
    <message>
        <source>&amp;Smart Quotes and Dashes</source>
        <translation>&amp;Typografische Anführungszeichen und Striche</translation>
    </message>
    <message>
        <source>Make typographic quotation marks, dashes and ellipses of &quot; , -- and ...</source>
        <translation>Aus &quot; , -- und ... typografische Anführungszeichen, Striche und Auslassungspunkte machen</translation>
    </message>
    <message>
        <source>&amp;New Window on This Document</source>
        <translation>&amp;Neues Fenster für dieses Dokument</translation>
    </message>
    <message>
        <source>See two places of the document at once</source>
        <translation>Zwei Stellen des Dokuments zugleich sehen</translation>
    </message>
    <message>
        <source>&amp;Welcome Document</source>
        <translation>&amp;Willkommensdokument</translation>
    </message>
    <message>
        <source>Open a new copy of the welcome document</source>
        <translation>Das Willkommensdokument noch einmal neu öffnen</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>List every key that does something</source>
        <translation>Jede Taste zeigen, die etwas tut</translation>
    </message>
    <message>
        <source>&amp;About Syngraph</source>
        <translation>&amp;Über Syngraph</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>Pi&amp;cture…</source>
        <translation>&amp;Bild …</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>Ver&amp;lauf</translation>
    </message>
    <message>
        <source>Show who wrote what and when, and the document as it was</source>
        <translation>Zeigt, wer wann was geschrieben hat, und das Dokument, wie es war</translation>
    </message>
    <message>
        <source>&amp;Author Colours</source>
        <translation>A&amp;utorenfarben</translation>
    </message>
    <message>
        <source>Show behind the text who wrote it; nothing in the document is changed</source>
        <translation>Zeigt hinter dem Text, wer ihn geschrieben hat; am Dokument ändert sich nichts</translation>
    </message>
    <message>
        <source>Co&amp;mments</source>
        <translation>Ko&amp;mmentare</translation>
    </message>
    <message>
        <source>Show comments beside the text</source>
        <translation>Kommentare neben dem Text zeigen</translation>
    </message>
    <message>
        <source>Cha&amp;t</source>
        <translation>&amp;Chat</translation>
    </message>
    <message>
        <source>Talk with everybody in this document</source>
        <translation>Mit allen sprechen, die das Dokument offen haben</translation>
    </message>
    <message>
        <source>Co&amp;mment…</source>
        <translation>&amp;Kommentar …</translation>
    </message>
    <message>
        <source>Write a comment about the selected text, or answer the one at the caret</source>
        <translation>Zum ausgewählten Text einen Kommentar schreiben, oder dem an der Schreibmarke antworten</translation>
    </message>
    <message>
        <source>&amp;Resolve Comment</source>
        <translation>Kommentar &amp;erledigen</translation>
    </message>
    <message>
        <source>The comment here is done with, or not after all</source>
        <translation>Der Kommentar hier ist erledigt, oder doch nicht</translation>
    </message>
    <message>
        <source>Ne&amp;xt Comment</source>
        <translation>Nächster &amp;Kommentar</translation>
    </message>
    <message>
        <source>Go to the next comment</source>
        <translation>Zum nächsten Kommentar gehen</translation>
    </message>
    <message>
        <source>Pre&amp;vious Comment</source>
        <translation>&amp;Voriger Kommentar</translation>
    </message>
    <message>
        <source>Go to the comment before</source>
        <translation>Zum Kommentar davor gehen</translation>
    </message>
    <message>
        <source>Su&amp;ggestions</source>
        <translation>Vor&amp;schläge</translation>
    </message>
    <message>
        <source>Show what is proposed, to accept or reject it</source>
        <translation>Zeigt, was vorgeschlagen ist, um es anzunehmen oder abzulehnen</translation>
    </message>
    <message>
        <source>&amp;Editing</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>What you do changes the document</source>
        <translation>Was Sie tun, ändert das Dokument</translation>
    </message>
    <message>
        <source>&amp;Suggesting</source>
        <translation>&amp;Vorschlagen</translation>
    </message>
    <message>
        <source>What you do is proposed; others accept or reject it</source>
        <translation>Was Sie tun, wird vorgeschlagen; andere nehmen es an oder lehnen es ab</translation>
    </message>
    <message>
        <source>&amp;Viewing</source>
        <translation>&amp;Ansehen</translation>
    </message>
    <message>
        <source>Read only; nothing changes by mistake</source>
        <translation>Nur lesen; nichts ändert sich aus Versehen</translation>
    </message>
    <message>
        <source>&amp;Accept Suggestion</source>
        <translation>Vorschlag an&amp;nehmen</translation>
    </message>
    <message>
        <source>Make the change that is proposed at the caret</source>
        <translation>Nimmt die Änderung vor, die an der Schreibmarke vorgeschlagen ist</translation>
    </message>
    <message>
        <source>&amp;Reject Suggestion</source>
        <translation>Vorschlag ab&amp;lehnen</translation>
    </message>
    <message>
        <source>Take away what is proposed at the caret</source>
        <translation>Entfernt, was an der Schreibmarke vorgeschlagen ist</translation>
    </message>
    <message>
        <source>&amp;Next Suggestion</source>
        <translation>Nä&amp;chster Vorschlag</translation>
    </message>
    <message>
        <source>Go to what is proposed next</source>
        <translation>Geht zum nächsten Vorschlag</translation>
    </message>
    <message>
        <source>&amp;Previous Suggestion</source>
        <translation>Vo&amp;riger Vorschlag</translation>
    </message>
    <message>
        <source>Go to what is proposed before</source>
        <translation>Geht zum vorigen Vorschlag</translation>
    </message>
    <message>
        <source>&amp;Restart Numbering</source>
        <translation>Nummerierung neu &amp;beginnen</translation>
    </message>
    <message>
        <source>Count from 1 again, from this item on</source>
        <translation>Ab diesem Punkt wieder von 1 an zählen</translation>
    </message>
    <message>
        <source>C&amp;ontinue Numbering</source>
        <translation>Nummerierung &amp;fortsetzen</translation>
    </message>
    <message>
        <source>Count on from the numbered list above</source>
        <translation>Nach der nummerierten Liste darüber weiterzählen</translation>
    </message>
    <message>
        <source>&amp;Standard Line Spacing</source>
        <translation>&amp;Üblicher Zeilenabstand</translation>
    </message>
    <message>
        <source>Lines are as far apart as the paragraph style has them</source>
        <translation>Die Zeilen stehen so weit auseinander, wie es die Absatzvorlage vorsieht</translation>
    </message>
    <message>
        <source>Line Spacing &amp;1</source>
        <translation>Zeilenabstand &amp;1</translation>
    </message>
    <message>
        <source>Lines are as far apart as the font has them</source>
        <translation>Die Zeilen stehen so weit auseinander, wie es die Schrift vorsieht</translation>
    </message>
    <message>
        <source>Line Spacing 1.1&amp;5</source>
        <translation>Zeilenabstand 1,1&amp;5</translation>
    </message>
    <message>
        <source>Lines are a little further apart</source>
        <translation>Die Zeilen stehen etwas weiter auseinander</translation>
    </message>
    <message>
        <source>Line Spacing 1.5</source>
        <translation>Zeilenabstand 1,5</translation>
    </message>
    <message>
        <source>There is half a line between lines</source>
        <translation>Zwischen den Zeilen ist eine halbe Zeile Platz</translation>
    </message>
    <message>
        <source>Line Spacing &amp;2</source>
        <translation>Zeilenabstand &amp;2</translation>
    </message>
    <message>
        <source>There is a line between lines</source>
        <translation>Zwischen den Zeilen ist eine Zeile Platz</translation>
    </message>
    <message>
        <source>S&amp;pacing…</source>
        <translation>A&amp;bstände …</translation>
    </message>
    <message>
        <source>Choose how far lines and paragraphs are apart</source>
        <translation>Wählen, wie weit Zeilen und Absätze auseinanderstehen</translation>
    </message>
    <message>
        <source>&amp;Go To…</source>
        <translation>&amp;Gehe zu …</translation>
    </message>
    <message>
        <source>Go to a page or to a heading</source>
        <translation>Zu einer Seite oder Überschrift gehen</translation>
    </message>
    <message>
        <source>Page Vie&amp;w</source>
        <translation>S&amp;eitenansicht</translation>
    </message>
    <message>
        <source>Show the text as wide as the paper is, and where pages begin</source>
        <translation>Den Text so breit wie das Papier zeigen, und wo Seiten beginnen</translation>
    </message>
    <message>
        <source>&amp;Language…</source>
        <translation>S&amp;prache …</translation>
    </message>
    <message>
        <source>Choose in which language the document, or what is selected, is written</source>
        <translation>Wählen, in welcher Sprache das Dokument oder das Ausgewählte geschrieben ist</translation>
    </message>
    <message>
        <source>Texts Not Sa&amp;ved</source>
        <translation>Nicht gespeicherte Te&amp;xte</translation>
    </message>
    <message>
        <source>Show what you wrote and the document could not take, to insert or copy it</source>
        <translation>Zeigt, was Sie geschrieben haben und das Dokument nicht aufnehmen konnte, um es einzufügen oder zu kopieren</translation>
    </message>
    <message>
        <source>Send &amp;a Copy…</source>
        <translation>Kopie &amp;weitergeben …</translation>
    </message>
    <message>
        <source>Write the document into a file for somebody else, with or without its history</source>
        <translation>Das Dokument in eine Datei für jemand anderen schreiben, mit oder ohne Verlauf</translation>
    </message>
    <message>
        <source>Direction by Its &amp;Text</source>
        <translation>Richtung nach dem &amp;Text</translation>
    </message>
    <message>
        <source>It runs as its first letters do</source>
        <translation>Es läuft wie seine ersten Buchstaben</translation>
    </message>
    <message>
        <source>From Left t&amp;o Right</source>
        <translation>&amp;Von links nach rechts</translation>
    </message>
    <message>
        <source>It runs from left to right</source>
        <translation>Es läuft von links nach rechts</translation>
    </message>
    <message>
        <source>From Right to Le&amp;ft</source>
        <translation>Von rechts nach l&amp;inks</translation>
    </message>
    <message>
        <source>It runs from right to left, as Arabic and Hebrew do</source>
        <translation>Es läuft von rechts nach links wie Arabisch und Hebräisch</translation>
    </message>
    <message>
        <source>Line &amp;Break</source>
        <translation>Zeilenumb&amp;ruch</translation>
    </message>
    <message>
        <source>Begin a new line of the same paragraph</source>
        <translation>Eine neue Zeile im selben Absatz beginnen</translation>
    </message>
    <message>
        <source>&amp;Numbers 1, 2, 3</source>
        <translation>&amp;Zahlen 1, 2, 3</translation>
    </message>
    <message>
        <source>Number the list by 1, 2, 3</source>
        <translation>Die Liste mit 1, 2, 3 nummerieren</translation>
    </message>
    <message>
        <source>&amp;Letters a, b, c</source>
        <translation>&amp;Buchstaben a, b, c</translation>
    </message>
    <message>
        <source>Number the list by a, b, c</source>
        <translation>Die Liste mit a, b, c nummerieren</translation>
    </message>
    <message>
        <source>L&amp;etters A, B, C</source>
        <translation>B&amp;uchstaben A, B, C</translation>
    </message>
    <message>
        <source>Number the list by A, B, C</source>
        <translation>Die Liste mit A, B, C nummerieren</translation>
    </message>
    <message>
        <source>&amp;Roman Numerals i, ii, iii</source>
        <translation>&amp;Römische Zahlen i, ii, iii</translation>
    </message>
    <message>
        <source>Number the list by i, ii, iii</source>
        <translation>Die Liste mit i, ii, iii nummerieren</translation>
    </message>
    <message>
        <source>R&amp;oman Numerals I, II, III</source>
        <translation>R&amp;ömische Zahlen I, II, III</translation>
    </message>
    <message>
        <source>Number the list by I, II, III</source>
        <translation>Die Liste mit I, II, III nummerieren</translation>
    </message>
    <message>
        <source>&amp;Documents…</source>
        <translation>Doku&amp;mente …</translation>
    </message>
    <message>
        <source>List your documents and those of others that were open here; open, rename, move, duplicate them or put them into the trash</source>
        <translation>Die eigenen Dokumente und fremde, die hier offen waren, auflisten; sie öffnen, umbenennen, verschieben, verdoppeln oder in den Papierkorb legen</translation>
    </message>
    <message>
        <source>Mo&amp;ve…</source>
        <translation>Ve&amp;rschieben …</translation>
    </message>
    <message>
        <source>Choose another name and folder for the document&apos;s file</source>
        <translation>Einen anderen Namen und Ordner für die Datei des Dokuments wählen</translation>
    </message>
    <message>
        <source>Ne&amp;xt Part of the Window</source>
        <translation>Nächs&amp;ter Teil des Fensters</translation>
    </message>
    <message>
        <source>Go from the text to the toolbar, the panels, the status bar, and back</source>
        <translation>Vom Text zur Werkzeugleiste, zu den Seitenleisten, zur Statusleiste und zurück gehen</translation>
    </message>
    <message>
        <source>P&amp;revious Part of the Window</source>
        <translation>Vo&amp;rheriger Teil des Fensters</translation>
    </message>
    <message>
        <source>Go through the parts of the window backwards</source>
        <translation>Rückwärts durch die Teile des Fensters gehen</translation>
    </message>
    <message>
        <source>Describe &amp;Picture…</source>
        <translation>Bild &amp;beschreiben …</translation>
    </message>
    <message>
        <source>Say what the picture at the caret shows, for those who can&apos;t see it</source>
        <translation>Sagen, was das Bild an der Schreibmarke zeigt, für alle, die es nicht sehen</translation>
    </message>
    <message>
        <source>Picture S&amp;ize…</source>
        <translation>Bild&amp;größe …</translation>
    </message>
    <message>
        <source>Choose how large the picture at the caret is</source>
        <translation>Wählen, wie groß das Bild an der Schreibmarke ist</translation>
    </message>
    <message>
        <source>&amp;Original Picture Size</source>
        <translation>&amp;Originalgröße des Bilds</translation>
    </message>
    <message>
        <source>Show the picture at the caret as large as it is</source>
        <translation>Das Bild an der Schreibmarke so groß zeigen, wie es ist</translation>
    </message>
    <message>
        <source>Save Picture &amp;As…</source>
        <translation>Bild speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Write the picture at the caret into a file</source>
        <translation>Das Bild an der Schreibmarke in eine Datei schreiben</translation>
    </message>
</context>
<context>
    <name>CharacterDialog</name>
    <message>
        <source>Punctuation</source>
        <translation>Satzzeichen</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währungen</translation>
    </message>
    <message>
        <source>Mathematics</source>
        <translation>Mathematik</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>Latin letters</source>
        <translation>Lateinische Buchstaben</translation>
    </message>
</context>
<context>
    <name>ChatPanel</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
</context>
<context>
    <name>ColorMenu</name>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>Bernstein</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Petrol</translation>
    </message>
    <message>
        <source>Sky</source>
        <translation>Himmelblau</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>Braun</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>Lime</source>
        <translation>Limette</translation>
    </message>
    <message>
        <source>Sand</source>
        <translation>Sand</translation>
    </message>
</context>
<context>
    <name>ConnectionWords</name>
    <message>
        <source>1 change kept here</source>
        <translation>1 Änderung hier aufgehoben</translation>
    </message>
    <message>
        <source>%1 changes kept here</source>
        <translation>%1 Änderungen hier aufgehoben</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>You can go on writing here, as your own copy.</source>
        <translation>Sie können hier weiterschreiben, in einer eigenen Kopie.</translation>
    </message>
    <message>
        <source>Save a Copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Try Now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>retrying in %1 s</source>
        <translation>neuer Versuch in %1 s</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>verbindet …</translation>
    </message>
    <message>
        <source>1 change is only in this window</source>
        <translation>1 Änderung ist nur in diesem Fenster</translation>
    </message>
    <message>
        <source>%1 changes are only in this window</source>
        <translation>%1 Änderungen sind nur in diesem Fenster</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>Nicht aufgehoben</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Not accepting</source>
        <translation>Nimmt nichts an</translation>
    </message>
    <message>
        <source>The server accepts nothing at the moment: %1</source>
        <translation>Der Server nimmt zurzeit nichts an: %1</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Sendet</translation>
    </message>
    <message>
        <source>Sending 1 change…</source>
        <translation>Sendet 1 Änderung …</translation>
    </message>
    <message>
        <source>Sending %1 changes…</source>
        <translation>Sendet %1 Änderungen …</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Zusammengeführt</translation>
    </message>
    <message>
        <source>Merged: %1 of yours, %2 of others</source>
        <translation>Zusammengeführt: %1 von Ihnen, %2 von anderen</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Geteilt</translation>
    </message>
    <message>
        <source>Shared · nobody else is here at the moment · saved</source>
        <translation>Geteilt · zurzeit ist niemand sonst hier · gespeichert</translation>
    </message>
    <message>
        <source>Only here</source>
        <translation>Nur hier</translation>
    </message>
    <message>
        <source>Only on this computer · saved</source>
        <translation>Nur auf diesem Computer · gespeichert</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Live · you may read this document</source>
        <translation>Live · Sie dürfen dieses Dokument lesen</translation>
    </message>
    <message>
        <source>Live · all changes shared</source>
        <translation>Live · alle Änderungen sind bei allen</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öffnet</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Öffnet …</translation>
    </message>
    <message>
        <source>The server on this computer</source>
        <translation>Der Server auf diesem Computer</translation>
    </message>
    <message>
        <source>%1 is not answering</source>
        <translation>%1 antwortet nicht</translation>
    </message>
    <message>
        <source>Not answering</source>
        <translation>Antwortet nicht</translation>
    </message>
    <message>
        <source>Merging</source>
        <translation>Führt zusammen</translation>
    </message>
    <message>
        <source>Back · merging…</source>
        <translation>Wieder da · führt zusammen …</translation>
    </message>
    <message>
        <source>both sides changed 1 paragraph</source>
        <translation>beide Seiten haben 1 Absatz geändert</translation>
    </message>
    <message>
        <source>both sides changed %1 paragraphs</source>
        <translation>beide Seiten haben %1 Absätze geändert</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsehen</translation>
    </message>
    <message>
        <source>1 change could not be saved</source>
        <translation>1 Änderung konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>%1 changes could not be saved</source>
        <translation>%1 Änderungen konnten nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Live · you may suggest changes in this document</source>
        <translation>Live · Sie dürfen in diesem Dokument Änderungen vorschlagen</translation>
    </message>
    <message>
        <source>Live · you may read this document and comment on it</source>
        <translation>Live · Sie dürfen dieses Dokument lesen und kommentieren</translation>
    </message>
    <message>
        <source>Not shared</source>
        <translation>Nicht geteilt</translation>
    </message>
    <message>
        <source>they are shared when you may write in this document again</source>
        <translation>geteilt wird es, wenn Sie in diesem Dokument wieder schreiben dürfen</translation>
    </message>
    <message>
        <source>nothing unsent</source>
        <translation>nichts ungesendet</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>DocumentQuestions</name>
    <message>
        <source>Syngraph documents (*%1)</source>
        <translation>Syngraph-Dokumente (*%1)</translation>
    </message>
    <message>
        <source>%1 exists already; choose another name.</source>
        <translation>%1 gibt es schon; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>What is the document called?</source>
        <translation>Wie heißt das Dokument?</translation>
    </message>
    <message>
        <source>Move to Trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Move “%1” to the trash?</source>
        <translation>„%1“ in den Papierkorb legen?</translation>
    </message>
    <message>
        <source>It stays there for 30 days. Nobody can open it meanwhile.</source>
        <translation>Dort bleibt es 30 Tage. In dieser Zeit kann niemand es öffnen.</translation>
    </message>
    <message>
        <source>%1 exists already; replace it?</source>
        <translation>%1 gibt es schon. Ersetzen?</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>A change is missing before this one.</source>
        <translation>Vor dieser Änderung fehlt eine.</translation>
    </message>
    <message>
        <source>A format has a value that is not allowed.</source>
        <translation>Ein Format hat einen Wert, der nicht erlaubt ist.</translation>
    </message>
    <message>
        <source>A format stands where it is not allowed.</source>
        <translation>Ein Format steht, wo es nicht erlaubt ist.</translation>
    </message>
    <message>
        <source>A member of the message has the wrong type.</source>
        <translation>Ein Teil der Nachricht hat den falschen Typ.</translation>
    </message>
    <message>
        <source>A newer connection of this editor has taken over.</source>
        <translation>Eine neuere Verbindung dieses Editors hat übernommen.</translation>
    </message>
    <message>
        <source>A number is outside its allowed range.</source>
        <translation>Eine Zahl liegt außerhalb des erlaubten Bereichs.</translation>
    </message>
    <message>
        <source>An invitation gives viewer, commenter, suggester or editor.</source>
        <translation>Eine Einladung erlaubt lesen, kommentieren, vorschlagen oder bearbeiten.</translation>
    </message>
    <message>
        <source>An object in the document is not valid.</source>
        <translation>Ein Objekt im Dokument ist ungültig.</translation>
    </message>
    <message>
        <source>Another server has this open; close it there or connect to it.</source>
        <translation>Ein anderer Server hat dies geöffnet; schließen Sie es dort oder verbinden Sie sich mit ihm.</translation>
    </message>
    <message>
        <source>Join the document first.</source>
        <translation>Öffnen Sie zuerst das Dokument.</translation>
    </message>
    <message>
        <source>Only who began it, or the owner, can delete this.</source>
        <translation>Das kann nur löschen, wer es begonnen hat oder wem das Dokument gehört.</translation>
    </message>
    <message>
        <source>Only who wrote this can change it.</source>
        <translation>Das kann nur ändern, wer es geschrieben hat.</translation>
    </message>
    <message>
        <source>OpenSSL can&apos;t make a certificate.</source>
        <translation>OpenSSL kann kein Zertifikat anlegen.</translation>
    </message>
    <message>
        <source>Say first who this is: introduce and identify.</source>
        <translation>Zuerst muss gesagt werden, wer hier ist.</translation>
    </message>
    <message>
        <source>Several documents have this title; use the id.</source>
        <translation>Mehrere Dokumente haben diesen Titel; verwenden Sie die Kennung.</translation>
    </message>
    <message>
        <source>Sharing gives viewer, commenter, suggester or editor.</source>
        <translation>Beim Teilen darf man lesen, kommentieren, vorschlagen oder bearbeiten.</translation>
    </message>
    <message>
        <source>Somebody may stand between you and the server; ask the person there.</source>
        <translation>Es könnte jemand zwischen Ihnen und dem Server sein; fragen Sie die Person dort.</translation>
    </message>
    <message>
        <source>The change alters an object that is not there.</source>
        <translation>Die Änderung betrifft ein Objekt, das nicht da ist.</translation>
    </message>
    <message>
        <source>The change builds on a revision that this server never had.</source>
        <translation>Die Änderung baut auf einem Stand auf, den dieser Server nie hatte.</translation>
    </message>
    <message>
        <source>The change builds on too old a revision; catch up first.</source>
        <translation>Die Änderung baut auf einem zu alten Stand auf; zuerst muss der neue geholt werden.</translation>
    </message>
    <message>
        <source>The change reaches beyond the end of the document.</source>
        <translation>Die Änderung reicht über das Ende des Dokuments hinaus.</translation>
    </message>
    <message>
        <source>The change would cut a character in half.</source>
        <translation>Die Änderung würde ein Zeichen zerschneiden.</translation>
    </message>
    <message>
        <source>The code is not right, or is worth nothing any more; ask for it again.</source>
        <translation>Der Code stimmt nicht oder gilt nicht mehr; fragen Sie noch einmal danach.</translation>
    </message>
    <message>
        <source>The command was used wrongly; see --help.</source>
        <translation>Der Befehl wurde falsch benutzt; siehe --help.</translation>
    </message>
    <message>
        <source>The comment was deleted meanwhile.</source>
        <translation>Der Kommentar wurde inzwischen gelöscht.</translation>
    </message>
    <message>
        <source>The connection did not keep up; it catches up after reconnecting.</source>
        <translation>Die Verbindung kam nicht nach; sie holt nach dem nächsten Verbinden auf.</translation>
    </message>
    <message>
        <source>The connection must begin with hello.</source>
        <translation>Die Verbindung muss mit einer Begrüßung beginnen.</translation>
    </message>
    <message>
        <source>The connection said hello twice.</source>
        <translation>Die Verbindung hat zweimal gegrüßt.</translation>
    </message>
    <message>
        <source>The connection was lost; the editor reconnects by itself.</source>
        <translation>Die Verbindung ist abgebrochen; der Editor verbindet sich von selbst wieder.</translation>
    </message>
    <message>
        <source>The disk is full; free some space and editing goes on.</source>
        <translation>Der Datenträger ist voll; schaffen Sie Platz, dann geht es weiter.</translation>
    </message>
    <message>
        <source>The document can&apos;t be written; check the disk.</source>
        <translation>Das Dokument kann nicht geschrieben werden; prüfen Sie den Datenträger.</translation>
    </message>
    <message>
        <source>The document contains an object that is not known here.</source>
        <translation>Das Dokument enthält ein Objekt, das hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>The document is nested too deeply to be read.</source>
        <translation>Das Dokument ist zu tief verschachtelt, um gelesen zu werden.</translation>
    </message>
    <message>
        <source>The document is open on this computer; close it first.</source>
        <translation>Das Dokument ist auf diesem Computer geöffnet; schließen Sie es zuerst.</translation>
    </message>
    <message>
        <source>The document is read-only at the moment.</source>
        <translation>Das Dokument kann zurzeit nur gelesen werden.</translation>
    </message>
    <message>
        <source>The document was restored or replaced on the server.</source>
        <translation>Das Dokument wurde auf dem Server wiederhergestellt oder ersetzt.</translation>
    </message>
    <message>
        <source>The file can&apos;t be packed; free some memory and try again.</source>
        <translation>Die Datei kann nicht gepackt werden; schaffen Sie freien Speicher und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The file can&apos;t be read as Markdown.</source>
        <translation>Die Datei kann nicht als Markdown gelesen werden.</translation>
    </message>
    <message>
        <source>The file holds more than a document can; divide it first.</source>
        <translation>Die Datei enthält mehr, als ein Dokument fassen kann; teilen Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The file is damaged or no document of this kind; it was left untouched.</source>
        <translation>Die Datei ist beschädigt oder kein Dokument dieser Art; sie wurde nicht angerührt.</translation>
    </message>
    <message>
        <source>The file is damaged; it was left untouched. Restore a copy.</source>
        <translation>Die Datei ist beschädigt; sie wurde nicht angerührt. Stellen Sie eine Kopie wieder her.</translation>
    </message>
    <message>
        <source>The file is not plain text.</source>
        <translation>Die Datei ist kein reiner Text.</translation>
    </message>
    <message>
        <source>The file is protected by a password; save it without one first.</source>
        <translation>Die Datei ist mit einem Passwort geschützt; speichern Sie sie zuerst ohne.</translation>
    </message>
    <message>
        <source>The file is too large; divide it first.</source>
        <translation>Die Datei ist zu groß; teilen Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The file or folder is not writable; check its permissions.</source>
        <translation>In die Datei oder den Ordner kann nicht geschrieben werden; prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>The file unpacks to more than a document can hold.</source>
        <translation>Die Datei wird entpackt größer, als ein Dokument sein kann.</translation>
    </message>
    <message>
        <source>The file was moved or deleted while open; a recovered copy was written.</source>
        <translation>Die Datei wurde verschoben oder gelöscht, während sie offen war; eine gerettete Kopie wurde geschrieben.</translation>
    </message>
    <message>
        <source>The file was written by a newer version; update to open it.</source>
        <translation>Die Datei stammt von einer neueren Version; aktualisieren Sie Syngraph, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>The last paragraph end cannot be deleted or passed.</source>
        <translation>Das letzte Absatzende kann weder gelöscht noch überschritten werden.</translation>
    </message>
    <message>
        <source>The message has a member that is not known here.</source>
        <translation>Die Nachricht hat einen Teil, der hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>The message is nested too deeply.</source>
        <translation>Die Nachricht ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>The message is not valid; update the program that sent it.</source>
        <translation>Die Nachricht ist ungültig; aktualisieren Sie das Programm, von dem sie kam.</translation>
    </message>
    <message>
        <source>The message lacks a required member.</source>
        <translation>Der Nachricht fehlt ein nötiger Teil.</translation>
    </message>
    <message>
        <source>The message names one member twice.</source>
        <translation>Die Nachricht nennt einen Teil doppelt.</translation>
    </message>
    <message>
        <source>The other side did not answer in time; check the network.</source>
        <translation>Die andere Seite hat nicht rechtzeitig geantwortet; prüfen Sie das Netzwerk.</translation>
    </message>
    <message>
        <source>The page is nested too deeply; paste its text alone.</source>
        <translation>Die Seite ist zu tief verschachtelt; fügen Sie nur ihren Text ein.</translation>
    </message>
    <message>
        <source>The path of the backup has to be absolute.</source>
        <translation>Der Pfad der Sicherung muss absolut sein.</translation>
    </message>
    <message>
        <source>The path of the file has to be absolute.</source>
        <translation>Der Pfad der Datei muss absolut sein.</translation>
    </message>
    <message>
        <source>The port is already in use; choose another with --listen.</source>
        <translation>Der Port ist schon belegt; wählen Sie mit --listen einen anderen.</translation>
    </message>
    <message>
        <source>The server can&apos;t be reached; check its address and the network.</source>
        <translation>Der Server ist nicht zu erreichen; prüfen Sie seine Adresse und das Netzwerk.</translation>
    </message>
    <message>
        <source>The server does not believe who this is; somebody may stand in between.</source>
        <translation>Der Server glaubt nicht, wer hier ist; es könnte jemand dazwischen sein.</translation>
    </message>
    <message>
        <source>The server is stopping; the editor reconnects by itself.</source>
        <translation>Der Server hält an; der Editor verbindet sich von selbst wieder.</translation>
    </message>
    <message>
        <source>The server&apos;s key is another one than before; ask the person there why.</source>
        <translation>Der Server hat einen anderen Schlüssel als vorher; fragen Sie die Person dort, warum.</translation>
    </message>
    <message>
        <source>The server&apos;s key is not known; compare its fingerprint and pin it.</source>
        <translation>Der Schlüssel des Servers ist nicht bekannt; vergleichen Sie seinen Fingerabdruck.</translation>
    </message>
    <message>
        <source>The session can&apos;t be resumed; join again.</source>
        <translation>Die Sitzung kann nicht fortgesetzt werden; öffnen Sie das Dokument neu.</translation>
    </message>
    <message>
        <source>The text carries a format that is not known here.</source>
        <translation>Der Text trägt ein Format, das hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>The text contains a character that is not allowed.</source>
        <translation>Der Text enthält ein Zeichen, das nicht erlaubt ist.</translation>
    </message>
    <message>
        <source>The token or invitation is not valid here.</source>
        <translation>Die Einladung oder der Schlüssel gilt hier nicht.</translation>
    </message>
    <message>
        <source>The two programs speak no common version; update the older.</source>
        <translation>Die beiden Programme verstehen einander nicht; aktualisieren Sie das ältere.</translation>
    </message>
    <message>
        <source>There is no invitation with this id.</source>
        <translation>Diese Einladung gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such document, or it is not shared with you.</source>
        <translation>Dieses Dokument gibt es nicht, oder es ist nicht mit Ihnen geteilt.</translation>
    </message>
    <message>
        <source>This already exists.</source>
        <translation>Das gibt es schon.</translation>
    </message>
    <message>
        <source>This connection has joined a document already.</source>
        <translation>Diese Verbindung hat schon ein Dokument geöffnet.</translation>
    </message>
    <message>
        <source>This copy differed from the server&apos;s and is being reloaded.</source>
        <translation>Diese Kopie wich von der des Servers ab und wird neu geladen.</translation>
    </message>
    <message>
        <source>This document is not shared by a code.</source>
        <translation>Dieses Dokument ist nicht mit einem Code geteilt.</translation>
    </message>
    <message>
        <source>This document needs a code; ask the person who shares it.</source>
        <translation>Dieses Dokument braucht einen Code; fragen Sie die Person, die es teilt.</translation>
    </message>
    <message>
        <source>This file is not a Syngraph document.</source>
        <translation>Diese Datei ist kein Syngraph-Dokument.</translation>
    </message>
    <message>
        <source>This is larger than the limit; send it in smaller parts.</source>
        <translation>Das ist größer als erlaubt; senden Sie es in kleineren Teilen.</translation>
    </message>
    <message>
        <source>This is no longer shared; your copy stays on your computer.</source>
        <translation>Das wird nicht mehr geteilt; Ihre Kopie bleibt auf Ihrem Computer.</translation>
    </message>
    <message>
        <source>This is not a valid document.</source>
        <translation>Das ist kein gültiges Dokument.</translation>
    </message>
    <message>
        <source>This is not supported.</source>
        <translation>Das wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>This message is not known here; update the older side.</source>
        <translation>Diese Nachricht ist hier nicht bekannt; aktualisieren Sie die ältere Seite.</translation>
    </message>
    <message>
        <source>This number was already used for another change.</source>
        <translation>Diese Nummer wurde schon für eine andere Änderung verwendet.</translation>
    </message>
    <message>
        <source>This person is not waiting any more.</source>
        <translation>Diese Person wartet nicht mehr.</translation>
    </message>
    <message>
        <source>This was cancelled.</source>
        <translation>Das wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Too many connections or requests; wait a moment.</source>
        <translation>Zu viele Verbindungen oder Anfragen; warten Sie einen Augenblick.</translation>
    </message>
    <message>
        <source>Upload the picture before the change that shows it.</source>
        <translation>Das Bild muss vor der Änderung da sein, die es zeigt.</translation>
    </message>
    <message>
        <source>You were not let in; ask the person who shares the document.</source>
        <translation>Sie wurden nicht eingelassen; fragen Sie die Person, die das Dokument teilt.</translation>
    </message>
    <message>
        <source>You were removed from this document; your copy stays on your computer.</source>
        <translation>Sie wurden aus diesem Dokument entfernt; Ihre Kopie bleibt auf Ihrem Computer.</translation>
    </message>
    <message>
        <source>Your role does not allow this; ask the owner for it.</source>
        <translation>Ihre Rolle erlaubt das nicht; bitten Sie die Person darum, der das Dokument gehört.</translation>
    </message>
    <message>
        <source>The server at %1 can&apos;t be reached: %2.</source>
        <translation>Der Server %1 ist nicht zu erreichen: %2.</translation>
    </message>
    <message>
        <source>%1 did not answer in time; check the address and the network.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet; prüfen Sie die Adresse und das Netzwerk.</translation>
    </message>
    <message>
        <source>%1 is not a Syngraph server.</source>
        <translation>%1 ist kein Syngraph-Server.</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be read: %2.</source>
        <translation>Die Datei %1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be written: %2.</source>
        <translation>Die Datei %1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>The file %1 is too large.</source>
        <translation>Die Datei %1 ist zu groß.</translation>
    </message>
    <message>
        <source>Files of the kind .%1 can&apos;t be taken in; save it as another kind first.</source>
        <translation>Dateien der Art .%1 können nicht übernommen werden; speichern Sie sie zuerst in einer anderen.</translation>
    </message>
    <message>
        <source>The document has %1 named versions already.</source>
        <translation>Das Dokument hat schon %1 benannte Versionen.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be made a folder of your own; check its permissions.</source>
        <translation>%1 kann nicht zum eigenen Ordner gemacht werden; bitte die Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 exists already; name a new folder.</source>
        <translation>%1 gibt es schon; bitte einen neuen Ordner angeben.</translation>
    </message>
    <message>
        <source>%1 holds no usable %2 in PEM form.</source>
        <translation>%1 enthält kein brauchbares %2 im PEM-Format.</translation>
    </message>
    <message>
        <source>Can&apos;t listen on %1, port %2: %3.</source>
        <translation>An %1, Port %2, kann nicht gelauscht werden: %3.</translation>
    </message>
    <message>
        <source>Can&apos;t read %1: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>Can&apos;t write %1: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>Port %1 of %2 is already in use; choose another with --listen.</source>
        <translation>Port %1 von %2 ist schon belegt; bitte mit --listen einen anderen wählen.</translation>
    </message>
    <message>
        <source>Servers nearby can&apos;t be heard (%1); joining by address works.</source>
        <translation>Server in der Nähe sind nicht zu hören (%1); über die Adresse beizutreten geht.</translation>
    </message>
    <message>
        <source>The file has no part %1.</source>
        <translation>Der Datei fehlt der Teil %1.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be deleted; check its permissions.</source>
        <translation>Der Ordner %1 kann nicht gelöscht werden; bitte die Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be made; check its permissions.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden; bitte die Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>The name of a document ends in %1.</source>
        <translation>Der Name eines Dokuments endet auf %1.</translation>
    </message>
    <message>
        <source>The server&apos;s key is not known; if its fingerprint is the one you were told, pin it: %1</source>
        <translation>Der Schlüssel des Servers ist nicht bekannt; ist sein Fingerabdruck der genannte, bitte festhalten: %1</translation>
    </message>
    <message>
        <source>The server&apos;s key is not the pinned one; it has the fingerprint %1</source>
        <translation>Der Schlüssel des Servers ist nicht der bekannte; er hat den Fingerabdruck %1</translation>
    </message>
    <message>
        <source>This server speaks version %1 of the protocol; update the older program.</source>
        <translation>Dieser Server spricht Version %1 des Protokolls; bitte das ältere Programm aktualisieren.</translation>
    </message>
    <message>
        <source>Your unsent changes can&apos;t be kept in %1: %2.</source>
        <translation>Nicht gesendete Änderungen können in %1 nicht aufbewahrt werden: %2.</translation>
    </message>
    <message>
        <source>The key in %1 does not belong to the certificate in %2.</source>
        <translation>Der Schlüssel in %1 gehört nicht zum Zertifikat in %2.</translation>
    </message>
</context>
<context>
    <name>FileNames</name>
    <message>
        <source>All documents (*.syngraph %1)</source>
        <translation>Alle Dokumente (*.syngraph %1)</translation>
    </message>
    <message>
        <source>Syngraph documents (*.syngraph)</source>
        <translation>Syngraph-Dokumente (*.syngraph)</translation>
    </message>
    <message>
        <source>Documents of other programs (%1)</source>
        <translation>Dokumente anderer Programme (%1)</translation>
    </message>
</context>
<context>
    <name>HistoryWords</name>
    <message>
        <source>1 change</source>
        <translation>1 Änderung</translation>
    </message>
    <message>
        <source>%1 changes</source>
        <translation>%1 Änderungen</translation>
    </message>
</context>
<context>
    <name>IntroductionBar</name>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>Bernstein</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Lila</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Cyan</source>
        <translation>Cyan</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Olive</source>
        <translation>Oliv</translation>
    </message>
    <message>
        <source>Indigo</source>
        <translation>Indigo</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Petrol</translation>
    </message>
</context>
<context>
    <name>OutputControl</name>
    <message>
        <source>Word document</source>
        <translation>Word-Dokument</translation>
    </message>
    <message>
        <source>OpenDocument text</source>
        <translation>OpenDocument-Text</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>PDF-Dokument</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Nur Text</translation>
    </message>
</context>
<context>
    <name>PagedDocument</name>
    <message>
        <source>The document is too long to be put on paper in one piece; print it in parts.</source>
        <translation>Das Dokument ist zu lang, um es in einem Stück aufs Papier zu bringen; drucken Sie es in Teilen.</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Resolved by %1</source>
        <translation>Erledigt von %1</translation>
    </message>
</context>
<context>
    <name>PersonalServer</name>
    <message>
        <source>The program that keeps your documents (syngraphd) does not start; see %1.</source>
        <translation>Das Programm, das Ihre Dokumente aufhebt (syngraphd), startet nicht; siehe %1.</translation>
    </message>
    <message>
        <source>syngraphd, the program that keeps your documents, is not installed beside this one.</source>
        <translation>syngraphd, das Programm, das Ihre Dokumente aufhebt, ist neben diesem hier nicht installiert.</translation>
    </message>
</context>
<context>
    <name>PictureIntake</name>
    <message>
        <source>This is no picture that can be taken in; save it as PNG or JPEG first and insert that.</source>
        <translation>Das ist kein Bild, das aufgenommen werden kann; speichern Sie es zuerst als PNG oder JPEG und fügen Sie das ein.</translation>
    </message>
    <message>
        <source>The picture is too large; make it smaller than 50 million pixels first.</source>
        <translation>Das Bild ist zu groß; verkleinern Sie es zuerst auf weniger als 50 Millionen Bildpunkte.</translation>
    </message>
</context>
<context>
    <name>Remark</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n Minute</numerusform>
            <numerusform>vor %n Minuten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StepNames</name>
    <message>
        <source>Typing</source>
        <translation>Tippen</translation>
    </message>
    <message>
        <source>Deletion</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Horizontal Line</source>
        <translation>Waagerechte Linie</translation>
    </message>
    <message>
        <source>Page Break</source>
        <translation>Seitenumbruch</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Kursiv</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>Unterstrichen</translation>
    </message>
    <message>
        <source>Strikethrough</source>
        <translation>Durchgestrichen</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Programmtext</translation>
    </message>
    <message>
        <source>Superscript or Subscript</source>
        <translation>Hoch- oder Tiefstellen</translation>
    </message>
    <message>
        <source>Text Colour</source>
        <translation>Textfarbe</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>Hervorheben</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Schriftart</translation>
    </message>
    <message>
        <source>Font Size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Paragraph Style</source>
        <translation>Absatzvorlage</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>Indent</source>
        <translation>Einzug</translation>
    </message>
    <message>
        <source>Replacement</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Automatic Change</source>
        <translation>Automatische Änderung</translation>
    </message>
    <message>
        <source>Formatting</source>
        <translation>Formatierung</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Restored Version</source>
        <translation>Wiederhergestellte Fassung</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>&quot;Undo Typing&quot;</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Line Spacing</source>
        <translation>Zeilenabstand</translation>
    </message>
    <message>
        <source>Paragraph Spacing</source>
        <translation>Absatzabstand</translation>
    </message>
    <message>
        <source>Numbering</source>
        <translation>Nummerierung</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Moved Section</source>
        <translation>Verschobener Abschnitt</translation>
    </message>
</context>
<context>
    <name>SuggestionsPanel</name>
    <message>
        <source>bold</source>
        <translation>fett</translation>
    </message>
    <message>
        <source>italic</source>
        <translation>kursiv</translation>
    </message>
    <message>
        <source>underlined</source>
        <translation>unterstrichen</translation>
    </message>
    <message>
        <source>struck through</source>
        <translation>durchgestrichen</translation>
    </message>
    <message>
        <source>code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>text colour</source>
        <translation>Textfarbe</translation>
    </message>
    <message>
        <source>highlight</source>
        <translation>Hervorhebung</translation>
    </message>
    <message>
        <source>font</source>
        <translation>Schrift</translation>
    </message>
    <message>
        <source>font size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>raised or lowered</source>
        <translation>hoch- oder tiefgestellt</translation>
    </message>
    <message>
        <source>link</source>
        <translation>Verweis</translation>
    </message>
    <message>
        <source>paragraph style</source>
        <translation>Absatzstil</translation>
    </message>
    <message>
        <source>alignment</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>indent</source>
        <translation>Einzug</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>Schreibrichtung</translation>
    </message>
    <message>
        <source>language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>line spacing</source>
        <translation>Zeilenabstand</translation>
    </message>
    <message>
        <source>space above</source>
        <translation>Abstand darüber</translation>
    </message>
    <message>
        <source>space below</source>
        <translation>Abstand darunter</translation>
    </message>
    <message>
        <source>numbering</source>
        <translation>Nummerierung</translation>
    </message>
</context>
<context>
    <name>TextSearch</name>
    <message>
        <source>This is no regular expression: %1.</source>
        <translation>Das ist kein regulärer Ausdruck: %1.</translation>
    </message>
</context>
<context>
    <name>Untitled</name>
    <message>
        <source>Untitled %1</source>
        <translation>Unbenannt %1</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
</context>
<context>
    <name>syngraph::app::Application</name>
    <message>
        <source>Welcome to Syngraph</source>
        <translation>Willkommen bei Syngraph</translation>
    </message>
    <message>
        <source>Saved as %1; from now on everything is saved there as you write</source>
        <translation>Gespeichert als %1; von jetzt an wird dort alles beim Schreiben gespeichert</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>Liest %1 …</translation>
    </message>
</context>
<context>
    <name>syngraph::editor::EmbedObjects</name>
    <message>
        <source>Loading the picture…</source>
        <translation>Lädt das Bild …</translation>
    </message>
    <message>
        <source>Page break</source>
        <translation>Seitenumbruch</translation>
    </message>
</context>
<context>
    <name>syngraph::editor::OutsideChip</name>
    <message>
        <source>Writing above: %1</source>
        <translation>Schreibt weiter oben: %1</translation>
    </message>
    <message>
        <source>Writing below: %1</source>
        <translation>Schreibt weiter unten: %1</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Zu %1 gehen</translation>
    </message>
</context>
<context>
    <name>syngraph::editor::RichTextEdit</name>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Paste Without &amp;Formatting</source>
        <translation>&amp;Ohne Formatierung einfügen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>Alles auswä&amp;hlen</translation>
    </message>
    <message>
        <source>&amp;Open Link</source>
        <translation>Link ö&amp;ffnen</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>E&amp;xtras</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Text</translation>
    </message>
    <message>
        <source>&amp;Paragraph Style</source>
        <translation>&amp;Absatzvorlage</translation>
    </message>
    <message>
        <source>&amp;List</source>
        <translation>&amp;Liste</translation>
    </message>
    <message>
        <source>&amp;Alignment</source>
        <translation>Aus&amp;richtung</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Überarbeiten</translation>
    </message>
    <message>
        <source>Li&amp;ne and Paragraph Spacing</source>
        <translation>&amp;Zeilen- und Absatzabstand</translation>
    </message>
    <message>
        <source>Numbering St&amp;yle</source>
        <translation>Art der N&amp;ummerierung</translation>
    </message>
    <message>
        <source>Pict&amp;ure</source>
        <translation>Bil&amp;d</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::AuthorTints</name>
    <message>
        <source>You wrote this just now</source>
        <translation>Das haben Sie gerade geschrieben</translation>
    </message>
    <message>
        <source>%1 wrote this · %2</source>
        <translation>Von %1 geschrieben · %2</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::CharacterDialog</name>
    <message>
        <source>Special Characters</source>
        <translation>Sonderzeichen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>&amp;Einfügen</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::ChatButton</name>
    <message numerus="yes">
        <source>Chat: %n new</source>
        <translation>
            <numerusform>Chat: %n neue Nachricht</numerusform>
            <numerusform>Chat: %n neue Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::ChatPanel</name>
    <message>
        <source>Message…</source>
        <translation>Nachricht …</translation>
    </message>
    <message>
        <source>You may read here; ask the owner to be able to write.</source>
        <translation>Sie können hier lesen; um zu schreiben, fragen Sie, wer das Dokument teilt.</translation>
    </message>
    <message>
        <source>Say something to everybody in this document.</source>
        <translation>Sagen Sie etwas zu allen in diesem Dokument.</translation>
    </message>
    <message>
        <source>Show Earlier Messages</source>
        <translation>Frühere Nachrichten zeigen</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>noch nicht gesendet</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Ändern</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>You are changing a message · Esc leaves it as it was.</source>
        <translation>Eine Nachricht wird geändert · Esc lässt sie, wie sie war.</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::ColorMenu</name>
    <message>
        <source>&amp;Automatic</source>
        <translation>&amp;Automatisch</translation>
    </message>
    <message>
        <source>&amp;No Highlight</source>
        <translation>&amp;Nicht hervorheben</translation>
    </message>
    <message>
        <source>&amp;Other…</source>
        <translation>A&amp;ndere …</translation>
    </message>
    <message>
        <source>Text colours</source>
        <translation>Textfarben</translation>
    </message>
    <message>
        <source>Highlight colours</source>
        <translation>Hervorhebungsfarben</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>What is to be done?</source>
        <translation>Was soll geschehen?</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle durchsuchen</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::CommentMargin</name>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Which comments are shown</source>
        <translation>Welche Kommentare gezeigt werden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offene</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Erledigte</translation>
    </message>
    <message>
        <source>About Deleted Text</source>
        <translation>Zu gelöschtem Text</translation>
    </message>
    <message>
        <source>My Comments</source>
        <translation>Meine Kommentare</translation>
    </message>
    <message>
        <source>Resolved Comments</source>
        <translation>Erledigte Kommentare</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::ConnectionChip</name>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::DensityStrip</name>
    <message>
        <source>When how much was written</source>
        <translation>Wann wie viel geschrieben wurde</translation>
    </message>
    <message>
        <source>A bar for each minute in which somebody wrote; click to see the document as it was then</source>
        <translation>Ein Balken für jede Minute, in der jemand geschrieben hat; ein Klick zeigt das Dokument, wie es damals war</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::DocumentPane</name>
    <message>
        <source>Opening the document</source>
        <translation>Öffnet das Dokument</translation>
    </message>
    <message>
        <source>Open Link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>This is where the link goes.</source>
        <translation>Dorthin führt der Link.</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::DocumentWindow</name>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>About Syngraph</source>
        <translation>Über Syngraph</translation>
    </message>
    <message>
        <source>Several people write one document, on their own computers.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Mehrere Menschen schreiben ein Dokument, auf ihren eigenen Computern.
Freie Software unter der GNU General Public License, Version 3 oder neuer.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>%1 is no document that can be read here.</source>
        <translation>%1 ist kein Dokument, das hier gelesen werden kann.</translation>
    </message>
    <message>
        <source>Everything is saved as it is written; naming a version is for those who may edit.</source>
        <translation>Alles wird beim Schreiben gespeichert; eine Version benennen darf, wer bearbeiten darf.</translation>
    </message>
    <message>
        <source>Name and Folder</source>
        <translation>Name und Ordner</translation>
    </message>
    <message>
        <source>Name Version</source>
        <translation>Version benennen</translation>
    </message>
    <message>
        <source>Everything is saved as you write. What is this version called?</source>
        <translation>Alles wird beim Schreiben gespeichert. Wie heißt diese Version?</translation>
    </message>
    <message>
        <source>Version “%1” is kept; everything is saved as you write</source>
        <translation>Version „%1“ ist festgehalten; alles wird beim Schreiben gespeichert</translation>
    </message>
    <message>
        <source>Version “%1” is kept as soon as everything has arrived</source>
        <translation>Version „%1“ wird festgehalten, sobald alles angekommen ist</translation>
    </message>
    <message>
        <source>Save a Copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>Copy of %1</source>
        <translation>Kopie von %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What you wrote last would be lost.</source>
        <translation>Was Sie zuletzt geschrieben haben, ginge verloren.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Close and Lose It</source>
        <translation>Schließen und verlieren</translation>
    </message>
    <message>
        <source>Others are in “%1”.</source>
        <translation>Andere sind in „%1“.</translation>
    </message>
    <message>
        <source>They can go on while this window is closed, as long as this computer is on.</source>
        <translation>Sie können weitermachen, während dieses Fenster geschlossen ist, solange dieser Computer an ist.</translation>
    </message>
    <message>
        <source>Let them always go on</source>
        <translation>Immer weitermachen lassen</translation>
    </message>
    <message>
        <source>Keep Sharing</source>
        <translation>Weiter teilen</translation>
    </message>
    <message>
        <source>Stop Sharing</source>
        <translation>Nicht mehr teilen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>What becomes of what you do</source>
        <translation>Was aus dem wird, was Sie tun</translation>
    </message>
    <message>
        <source>Only who has the document can give it away as a file; save a copy of your own, and send that.</source>
        <translation>Nur wem das Dokument gehört, kann es als Datei weitergeben; dafür eine eigene Kopie speichern und diese weitergeben.</translation>
    </message>
    <message>
        <source>Send a Copy</source>
        <translation>Kopie weitergeben</translation>
    </message>
    <message>
        <source>The copy to send is %1</source>
        <translation>Die Kopie zum Weitergeben ist %1</translation>
    </message>
    <message>
        <source>Only who has the document can move its file; save a copy of your own where you want it.</source>
        <translation>Nur wer das Dokument hat, kann seine Datei verschieben; eine eigene Kopie lässt sich an jedem Ort speichern.</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::DocumentsDialog</name>
    <message>
        <source>1 change kept here</source>
        <translation>1 Änderung hier aufgehoben</translation>
    </message>
    <message>
        <source>%1 changes kept here</source>
        <translation>%1 Änderungen hier aufgehoben</translation>
    </message>
    <message>
        <source>Open here</source>
        <translation>Hier offen</translation>
    </message>
    <message>
        <source>%1 people in it</source>
        <translation>%1 Personen darin</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Search documents</source>
        <translation>Dokumente suchen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>&amp;Move…</source>
        <translation>&amp;Verschieben …</translation>
    </message>
    <message>
        <source>&amp;Duplicate…</source>
        <translation>Ver&amp;doppeln …</translation>
    </message>
    <message>
        <source>Move to &amp;Trash</source>
        <translation>In den &amp;Papierkorb</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Copy of %1</source>
        <translation>Kopie von %1</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Marked, to be decided on later</source>
        <translation>Gekennzeichnet, um später darüber zu entscheiden</translation>
    </message>
    <message>
        <source>As if all were accepted</source>
        <translation>Als wären alle angenommen</translation>
    </message>
    <message>
        <source>Without them</source>
        <translation>Ohne sie</translation>
    </message>
    <message>
        <source>&amp;Suggestions</source>
        <translation>&amp;Vorschläge</translation>
    </message>
    <message>
        <source>With the &amp;comments</source>
        <translation>Mit den &amp;Kommentaren</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::FindBar</name>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>Replace &amp;All</source>
        <translation>&amp;Alle ersetzen</translation>
    </message>
    <message>
        <source>Find and Replace</source>
        <translation>Suchen und Ersetzen</translation>
    </message>
    <message>
        <source>Capital and small letters differ</source>
        <translation>Große und kleine Buchstaben unterscheiden</translation>
    </message>
    <message>
        <source>Whole words only</source>
        <translation>Nur ganze Wörter</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>on from the beginning</source>
        <translation>weiter vom Anfang an</translation>
    </message>
    <message>
        <source>on from the end</source>
        <translation>weiter vom Ende an</translation>
    </message>
    <message>
        <source>1 replaced</source>
        <translation>1 ersetzt</translation>
    </message>
    <message>
        <source>%1 replaced</source>
        <translation>%1 ersetzt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Sucht …</translation>
    </message>
    <message>
        <source>To the next comment in which it is</source>
        <translation>Zum nächsten Kommentar, in dem es steht</translation>
    </message>
    <message>
        <source>1 comment</source>
        <translation>1 Kommentar</translation>
    </message>
    <message>
        <source>%1 comments</source>
        <translation>%1 Kommentare</translation>
    </message>
    <message>
        <source>Replacing…</source>
        <translation>Wird ersetzt …</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::FollowFrame</name>
    <message>
        <source>Stop following</source>
        <translation>Nicht mehr folgen</translation>
    </message>
    <message>
        <source>Following %1 · Esc</source>
        <translation>Sie folgen %1 · Esc</translation>
    </message>
    <message>
        <source>Following %1; press Escape to stop</source>
        <translation>Sie folgen %1; Escape beendet es</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::FormatToolbar</name>
    <message>
        <source>Body</source>
        <translation>Fließtext</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Bulleted list</source>
        <translation>Aufzählung</translation>
    </message>
    <message>
        <source>Numbered list</source>
        <translation>Nummerierte Liste</translation>
    </message>
    <message>
        <source>Check list</source>
        <translation>Checkliste</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>Zitat</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Programmtext</translation>
    </message>
    <message>
        <source>Heading %1</source>
        <translation>Überschrift %1</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Paragraph style</source>
        <translation>Absatzvorlage</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Schriftart</translation>
    </message>
    <message>
        <source>Font size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::GoToDialog</name>
    <message>
        <source>Go To</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Number of a page, or words of a heading</source>
        <translation>Nummer einer Seite oder Wörter einer Überschrift</translation>
    </message>
    <message>
        <source>Page or heading</source>
        <translation>Seite oder Überschrift</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Stellen</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation>Seite %1</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::HistoryControl</name>
    <message>
        <source>&amp;History of This Paragraph</source>
        <translation>&amp;Verlauf dieses Absatzes</translation>
    </message>
    <message>
        <source>The history can&apos;t be read now: %1</source>
        <translation>Der Verlauf ist gerade nicht zu lesen: %1</translation>
    </message>
    <message>
        <source>Reading the history… %1 %</source>
        <translation>Der Verlauf wird gelesen … %1 %</translation>
    </message>
    <message>
        <source>The history is with the server; it is shown here when that answers.</source>
        <translation>Der Verlauf liegt beim Server; er wird gezeigt, sobald dieser antwortet.</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>Es ist noch nichts geschrieben worden.</translation>
    </message>
    <message>
        <source>Since you last looked</source>
        <translation>Seit Sie zuletzt hier waren</translation>
    </message>
    <message>
        <source>Version named by %1, %2</source>
        <translation>Fassung, benannt von %1, %2</translation>
    </message>
    <message>
        <source>Nobody has changed this paragraph yet.</source>
        <translation>Diesen Absatz hat noch niemand geändert.</translation>
    </message>
    <message>
        <source>Empty, at the beginning</source>
        <translation>Leer, am Anfang</translation>
    </message>
    <message>
        <source>What was before</source>
        <translation>Was vorher war</translation>
    </message>
    <message>
        <source>The document as it is</source>
        <translation>Das Dokument, wie es ist</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Name Version</source>
        <translation>Fassung benennen</translation>
    </message>
    <message>
        <source>What is this version called?</source>
        <translation>Wie heißt diese Fassung?</translation>
    </message>
    <message>
        <source>Version “%1” is kept</source>
        <translation>Die Fassung „%1“ ist aufgehoben</translation>
    </message>
    <message>
        <source>%1 as of %2</source>
        <translation>%1, Stand %2</translation>
    </message>
    <message>
        <source>Nothing had to be put back; it is as it was then</source>
        <translation>Nichts war zurückzuholen; es ist, wie es damals war</translation>
    </message>
    <message>
        <source>Restored; this is an ordinary change, which Undo takes back</source>
        <translation>Wiederhergestellt; das ist eine gewöhnliche Änderung, die sich rückgängig machen lässt</translation>
    </message>
    <message>
        <source>Nothing is changed while you are viewing; choose Editing above the page first</source>
        <translation>Solange Sie ansehen, wird nichts geändert; wählen Sie zuerst über der Seite Bearbeiten</translation>
    </message>
    <message>
        <source>Your role lets you read the history and not restore from it; ask the owner for the right to write</source>
        <translation>Sie dürfen den Verlauf lesen, aber nichts daraus wiederherstellen; fragen Sie, wer das Dokument teilt, nach dem Recht zu schreiben</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::HistoryPage</name>
    <message>
        <source>The document as it was</source>
        <translation>Das Dokument, wie es war</translation>
    </message>
    <message>
        <source>Back to Writing</source>
        <translation>Zurück zum Schreiben</translation>
    </message>
    <message>
        <source>Show the document as it is (Esc)</source>
        <translation>Zeigt das Dokument, wie es ist (Esc)</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Make the document as it was here again; it is an ordinary change that can be undone</source>
        <translation>Macht das Dokument wieder, wie es hier war; das ist eine gewöhnliche Änderung, die sich rückgängig machen lässt</translation>
    </message>
    <message>
        <source>Restore the &amp;Whole Document</source>
        <translation>Das &amp;ganze Dokument wiederherstellen</translation>
    </message>
    <message>
        <source>Restore the &amp;Selection Only</source>
        <translation>Nur die &amp;Auswahl wiederherstellen</translation>
    </message>
    <message>
        <source>Restore This &amp;Paragraph Only</source>
        <translation>Nur diesen A&amp;bsatz wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Take Back the Changes of</source>
        <translation>Änderungen &amp;zurücknehmen von</translation>
    </message>
    <message>
        <source>&amp;Take Back in the Selection the Changes of</source>
        <translation>In der Auswahl Änderungen &amp;zurücknehmen von</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>&amp;Name This Version…</source>
        <translation>Diese Fassung be&amp;nennen …</translation>
    </message>
    <message>
        <source>&amp;Open as a Copy</source>
        <translation>Als &amp;Kopie öffnen</translation>
    </message>
    <message>
        <source>%1 wrote this · %2</source>
        <translation>Von %1 geschrieben · %2</translation>
    </message>
    <message>
        <source>%1 deleted this · %2</source>
        <translation>Von %1 gelöscht · %2</translation>
    </message>
    <message>
        <source>Only formats differ</source>
        <translation>Nur Formate sind verschieden</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>Kein Unterschied</translation>
    </message>
    <message>
        <source>%1 changed the format · %2</source>
        <translation>%1 hat das Format geändert · %2</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>ohne %1</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::HistoryPanel</name>
    <message>
        <source>Whose changes</source>
        <translation>Wessen Änderungen</translation>
    </message>
    <message>
        <source>Everybody&apos;s changes</source>
        <translation>Änderungen von allen</translation>
    </message>
    <message>
        <source>Only this paragraph</source>
        <translation>Nur dieser Absatz</translation>
    </message>
    <message>
        <source>Show the changes of the whole document again</source>
        <translation>Zeigt wieder die Änderungen am ganzen Dokument</translation>
    </message>
    <message>
        <source>History of the document</source>
        <translation>Verlauf des Dokuments</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Einen Schritt zurück</translation>
    </message>
    <message>
        <source>One step forward</source>
        <translation>Einen Schritt vor</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>How far a step goes</source>
        <translation>Wie weit ein Schritt reicht</translation>
    </message>
    <message>
        <source>by change</source>
        <translation>je Änderung</translation>
    </message>
    <message>
        <source>by minute</source>
        <translation>je Minute</translation>
    </message>
    <message>
        <source>by sitting</source>
        <translation>je Sitzung</translation>
    </message>
    <message>
        <source>Only %1&apos;s</source>
        <translation>Nur von %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::IntroductionBar</name>
    <message>
        <source>Others see you as</source>
        <translation>Andere sehen Sie als</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Your colour; others see it where nobody else has it</source>
        <translation>Ihre Farbe; andere sehen sie, wo niemand sonst sie hat</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Not now; it is under Edit whenever you want it</source>
        <translation>Nicht jetzt; es steht unter „Bearbeiten“, wann immer Sie möchten</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Your colour: %1</source>
        <translation>Ihre Farbe: %1</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::JoinDialog</name>
    <message>
        <source>Join a Document</source>
        <translation>Einem Dokument beitreten</translation>
    </message>
    <message>
        <source>&amp;Address or link, as the other person gave it to you</source>
        <translation>&amp;Adresse oder Link, wie Sie sie bekommen haben</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Programmtext</translation>
    </message>
    <message>
        <source>Documents there</source>
        <translation>Dokumente dort</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>%1 is not the server that this link was made for. Ask the other person for a new link.</source>
        <translation>%1 ist nicht der Server, für den dieser Link gemacht wurde. Bitten Sie die andere Person um einen neuen Link.</translation>
    </message>
    <message>
        <source>Stop: the server at %1 has another key than when you were here before. Somebody may be in between. Ask the other person, over the telephone for example, whether their computer was set up anew; only then go on.</source>
        <translation>Halt: Der Server %1 hat einen anderen Schlüssel als beim letzten Mal. Es könnte jemand dazwischen sein. Fragen Sie die andere Person, zum Beispiel am Telefon, ob ihr Computer neu eingerichtet wurde; erst dann machen Sie weiter.</translation>
    </message>
    <message>
        <source>Forget the Old Key</source>
        <translation>Den alten Schlüssel vergessen</translation>
    </message>
    <message>
        <source>This is no address: %1</source>
        <translation>Das ist keine Adresse: %1</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbindet mit %1 …</translation>
    </message>
    <message>
        <source>You have not been here before. Ask the other person whether their server shows this fingerprint:

%1</source>
        <translation>Sie waren hier noch nicht. Fragen Sie die andere Person, ob ihr Server diesen Fingerabdruck zeigt:

%1</translation>
    </message>
    <message>
        <source>It Is the Same: Join</source>
        <translation>Er stimmt überein: beitreten</translation>
    </message>
    <message>
        <source>A document without a title</source>
        <translation>Ein Dokument ohne Titel</translation>
    </message>
    <message>
        <source>%1 has no document that is shared with you.</source>
        <translation>%1 hat kein Dokument, das mit Ihnen geteilt ist.</translation>
    </message>
    <message>
        <source>There is no “%1”. These are the documents of %2:</source>
        <translation>„%1“ gibt es nicht. Dies sind die Dokumente von %2:</translation>
    </message>
    <message>
        <source>Which document of %1?</source>
        <translation>Welches Dokument von %1?</translation>
    </message>
    <message>
        <source>%1 is being asked whether you may join “%2”. The same words are on both screens now:</source>
        <translation>%1 wird gefragt, ob Sie „%2“ beitreten dürfen. Auf beiden Bildschirmen stehen jetzt dieselben Wörter:</translation>
    </message>
    <message>
        <source>“%1” needs a code; %2 has it.</source>
        <translation>„%1“ braucht einen Code; %2 hat ihn.</translation>
    </message>
    <message>
        <source>Trying the code…</source>
        <translation>Probiert den Code …</translation>
    </message>
    <message>
        <source>%1 did not let you in.</source>
        <translation>%1 hat Sie nicht hereingelassen.</translation>
    </message>
    <message>
        <source>Knocking at %1…</source>
        <translation>Anklopfen bei %1 …</translation>
    </message>
    <message>
        <source>Waiting for %1: “%2” is not open on their screen at the moment. As soon as it is, they are asked, and these words are on both screens:</source>
        <translation>Warten auf %1: „%2“ ist dort gerade nicht geöffnet. Sobald es offen ist, wird gefragt, und diese Wörter stehen auf beiden Bildschirmen:</translation>
    </message>
    <message>
        <source>Stop: the computer at %1 says in this network that it is “%2”, but it has another key. Somebody is pretending to be them, or in between. Ask the other person for a link and join by that.</source>
        <translation>Halt: Der Computer %1 gibt sich in diesem Netzwerk als „%2“ aus, hat aber einen anderen Schlüssel. Jemand gibt etwas vor oder ist dazwischen. Bitten Sie die andere Person um einen Link und treten Sie damit bei.</translation>
    </message>
    <message>
        <source>Stop: this is another “%1” than the one you know; it has another key. Somebody may be pretending to be them. Ask the other person, over the telephone for example, whether this is their computer; only then go on.</source>
        <translation>Halt: Dies ist ein anderer Computer namens „%1“ als der, den Sie kennen; er hat einen anderen Schlüssel. Jemand könnte sich als diese Person ausgeben. Fragen Sie sie, zum Beispiel am Telefon, ob dies ihr Computer ist; erst dann machen Sie weiter.</translation>
    </message>
    <message>
        <source>It Is Theirs: Go On</source>
        <translation>Es ist der richtige: Weiter</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::KnockBar</name>
    <message>
        <source>Allow Once</source>
        <translation>Einmal erlauben</translation>
    </message>
    <message>
        <source>Until you stop sharing</source>
        <translation>Bis Sie nicht mehr teilen</translation>
    </message>
    <message>
        <source>Always Allow</source>
        <translation>Immer erlauben</translation>
    </message>
    <message>
        <source>Also when you share this document another time</source>
        <translation>Auch wenn Sie dieses Dokument ein andermal teilen</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>They are told that they were not let in</source>
        <translation>Es wird mitgeteilt, dass der Zutritt abgelehnt wurde</translation>
    </message>
    <message>
        <source>%1 wants to join this document</source>
        <translation>%1 möchte diesem Dokument beitreten</translation>
    </message>
    <message>
        <source>Their screen has to show the same words:  %1</source>
        <translation>Auf dem anderen Bildschirm müssen dieselben Wörter stehen:  %1</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::LanguageButton</name>
    <message>
        <source>No language</source>
        <translation>Keine Sprache</translation>
    </message>
    <message>
        <source>No dictionary</source>
        <translation>Kein Wörterbuch</translation>
    </message>
    <message>
        <source>Spelling is checked in %1</source>
        <translation>Rechtschreibung wird geprüft in: %1</translation>
    </message>
    <message>
        <source>Language of the text: %1</source>
        <translation>Sprache des Textes: %1</translation>
    </message>
    <message>
        <source>As the System (%1)</source>
        <translation>Wie das System (%1)</translation>
    </message>
    <message>
        <source>no dictionary for %1</source>
        <translation>kein Wörterbuch für %1</translation>
    </message>
    <message>
        <source>No Language</source>
        <translation>Keine Sprache</translation>
    </message>
    <message>
        <source>Other Languages…</source>
        <translation>Andere Sprachen …</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>The spelling of this text is not checked</source>
        <translation>Die Rechtschreibung dieses Textes wird nicht geprüft</translation>
    </message>
    <message>
        <source>Selected Text</source>
        <translation>Ausgewählter Text</translation>
    </message>
    <message>
        <source>Text Typed Next</source>
        <translation>Was als Nächstes geschrieben wird</translation>
    </message>
    <message>
        <source>As the Document</source>
        <translation>Wie das Dokument</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::LinkDialog</name>
    <message>
        <source>Insert Link</source>
        <translation>Link einfügen</translation>
    </message>
    <message>
        <source>Change Link</source>
        <translation>Link ändern</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>Set Link</source>
        <translation>Link setzen</translation>
    </message>
    <message>
        <source>Remove Link</source>
        <translation>Link entfernen</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::NoticeDrawer</name>
    <message>
        <source>This could not be saved</source>
        <translation>Dies konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>The document was replaced on the server; how it looked here before</source>
        <translation>Das Dokument wurde auf dem Server ersetzt; so sah es hier vorher aus</translation>
    </message>
    <message>
        <source>This copy was repaired; how it looked before</source>
        <translation>Diese Kopie wurde repariert; so sah sie vorher aus</translation>
    </message>
    <message>
        <source>Texts that could not be saved</source>
        <translation>Texte, die nicht gespeichert werden konnten</translation>
    </message>
    <message>
        <source>A picture or a line</source>
        <translation>Ein Bild oder eine Linie</translation>
    </message>
    <message>
        <source>You had deleted text here; it is in the document again</source>
        <translation>Sie hatten hier Text gelöscht; er steht wieder im Dokument</translation>
    </message>
    <message>
        <source>You had changed formats here; they are as they were before</source>
        <translation>Sie hatten hier Formate geändert; sie sind wieder wie vorher</translation>
    </message>
    <message>
        <source>Not in the document, and kept here for you</source>
        <translation>Nicht im Dokument, aber hier für Sie aufbewahrt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What is here stays; the bar above the page leads back to it</source>
        <translation>Was hier steht, bleibt; die Leiste über der Seite führt wieder hierher</translation>
    </message>
    <message>
        <source>You may not write in this document now; copy the text, or ask the owner for the right to write</source>
        <translation>Sie dürfen in diesem Dokument gerade nicht schreiben; kopieren Sie den Text, oder fragen Sie nach dem Recht zu schreiben</translation>
    </message>
    <message>
        <source>Put it into the document again, where the caret stands</source>
        <translation>Wieder ins Dokument einfügen, wo die Schreibmarke steht</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Put it on the clipboard; it stays here</source>
        <translation>In die Zwischenablage legen; hier bleibt es stehen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>It is not needed any more</source>
        <translation>Es wird nicht mehr gebraucht</translation>
    </message>
    <message>
        <source>Insert Again</source>
        <translation>Wieder einfügen</translation>
    </message>
    <message>
        <source>At the &amp;Caret</source>
        <translation>An der &amp;Schreibmarke</translation>
    </message>
    <message>
        <source>At the &amp;End of the Document</source>
        <translation>Am &amp;Ende des Dokuments</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::OutlinePanel</name>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>(empty heading)</source>
        <translation>(leere Überschrift)</translation>
    </message>
    <message>
        <source>Headings appear here as you write them.</source>
        <translation>Überschriften erscheinen hier, sobald Sie sie schreiben.</translation>
    </message>
    <message>
        <source>Drag a heading, or press Alt with an arrow key, to move its section</source>
        <translation>Eine Überschrift ziehen oder Alt mit einer Pfeiltaste drücken, um ihren Abschnitt zu verschieben</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::OutputControl</name>
    <message>
        <source>The printer can&apos;t be used; choose another one.</source>
        <translation>Der Drucker kann nicht benutzt werden; wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Export as PDF</source>
        <translation>Als PDF exportieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Exporting to %1…</source>
        <translation>Exportiert nach %1 …</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>Printing “%1”…</source>
        <translation>Druckt „%1“ …</translation>
    </message>
    <message>
        <source>“%1” is on its way to the printer</source>
        <translation>„%1“ ist auf dem Weg zum Drucker</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::PageControl</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>About page %1 of %2</source>
        <translation>Etwa Seite %1 von %2</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>≈ Page %1</source>
        <translation>≈ Seite %1</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::PageSetupDialog</name>
    <message>
        <source>Page &amp;numbers at the foot</source>
        <translation>Seiten&amp;zahlen am Fuß</translation>
    </message>
    <message>
        <source>The document&apos;s &amp;title at the head</source>
        <translation>&amp;Titel des Dokuments am Kopf</translation>
    </message>
    <message>
        <source>Page Setup</source>
        <translation>Seite einrichten</translation>
    </message>
    <message>
        <source>Upright</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>Left margin</source>
        <translation>Linker Rand</translation>
    </message>
    <message>
        <source>Top margin</source>
        <translation>Oberer Rand</translation>
    </message>
    <message>
        <source>Right margin</source>
        <translation>Rechter Rand</translation>
    </message>
    <message>
        <source>Bottom margin</source>
        <translation>Unterer Rand</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>&amp;Paper</source>
        <translation>&amp;Papier</translation>
    </message>
    <message>
        <source>&amp;Orientation</source>
        <translation>&amp;Ausrichtung</translation>
    </message>
    <message>
        <source>Margins</source>
        <translation>Ränder</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::PagesView</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::PeopleList</name>
    <message>
        <source>owner</source>
        <translation>Eigentümer</translation>
    </message>
    <message>
        <source>may edit</source>
        <translation>darf bearbeiten</translation>
    </message>
    <message>
        <source>may suggest</source>
        <translation>darf vorschlagen</translation>
    </message>
    <message>
        <source>may comment</source>
        <translation>darf kommentieren</translation>
    </message>
    <message>
        <source>may read</source>
        <translation>darf lesen</translation>
    </message>
    <message>
        <source>People in this document</source>
        <translation>Personen in diesem Dokument</translation>
    </message>
    <message>
        <source>Without the server nobody can be seen.</source>
        <translation>Ohne den Server ist niemand zu sehen.</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (Sie)</translation>
    </message>
    <message>
        <source>typing</source>
        <translation>schreibt</translation>
    </message>
    <message>
        <source>quiet for a while</source>
        <translation>seit einer Weile still</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>&amp;Go to %1</source>
        <translation>&amp;Gehe zu %1</translation>
    </message>
    <message>
        <source>&amp;Follow %1</source>
        <translation>%1 &amp;folgen</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::PeopleWatch</name>
    <message>
        <source>%1 joined</source>
        <translation>%1 ist dazugekommen</translation>
    </message>
    <message>
        <source>%1 and %2 joined</source>
        <translation>%1 und %2 sind dazugekommen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 ist gegangen</translation>
    </message>
    <message>
        <source>%1 and %2 left</source>
        <translation>%1 und %2 sind gegangen</translation>
    </message>
    <message>
        <source>%1 is back</source>
        <translation>%1 ist wieder da</translation>
    </message>
    <message>
        <source>%1 and %2 are back</source>
        <translation>%1 und %2 sind wieder da</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::PictureControl</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Insert Picture</source>
        <translation>Bild einfügen</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.gif);;All files (*)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp *.gif);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Inserting the picture…</source>
        <translation>Fügt das Bild ein …</translation>
    </message>
    <message>
        <source>Describe Picture</source>
        <translation>Bild beschreiben</translation>
    </message>
    <message>
        <source>What the picture shows, for those who can&apos;t see it:</source>
        <translation>Was das Bild zeigt, für alle, die es nicht sehen können:</translation>
    </message>
    <message>
        <source>The picture has not arrived yet; try again when the connection is back.</source>
        <translation>Das Bild ist noch nicht angekommen; versuchen Sie es wieder, wenn die Verbindung da ist.</translation>
    </message>
    <message>
        <source>Save Picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::PictureDialog</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Share of its own size</source>
        <translation>Anteil der eigenen Größe</translation>
    </message>
    <message>
        <source>What it shows</source>
        <translation>Was es zeigt</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>&amp;Breite</translation>
    </message>
    <message>
        <source>&amp;Share of its own size</source>
        <translation>&amp;Anteil der eigenen Größe</translation>
    </message>
    <message>
        <source>What it sho&amp;ws</source>
        <translation>Was es &amp;zeigt</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Your &amp;name</source>
        <translation>Ihr &amp;Name</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Holds from the next start on</source>
        <translation>Gilt vom nächsten Start an</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Holds from the next start on.</source>
        <translation>Gilt vom nächsten Start an.</translation>
    </message>
    <message>
        <source>Let others go on when the window of a shared document closes</source>
        <translation>Andere weiterschreiben lassen, wenn das Fenster eines geteilten Dokuments zugeht</translation>
    </message>
    <message>
        <source>Open again what was open last</source>
        <translation>Wieder öffnen, was zuletzt offen war</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::PresenceStrip</name>
    <message>
        <source>Other people here</source>
        <translation>Andere Personen hier</translation>
    </message>
    <message>
        <source>Click to go there, double-click to follow</source>
        <translation>Klicken geht dorthin, Doppelklicken folgt</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::PrintPreview</name>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken …</translation>
    </message>
    <message>
        <source>&amp;Export as PDF…</source>
        <translation>Als &amp;PDF …</translation>
    </message>
    <message>
        <source>Print Preview — %1</source>
        <translation>Druckvorschau — %1</translation>
    </message>
    <message>
        <source>Page &amp;Setup…</source>
        <translation>&amp;Seite …</translation>
    </message>
    <message>
        <source>Size of the preview</source>
        <translation>Größe der Vorschau</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>Ganze Seite</translation>
    </message>
    <message>
        <source>Page width</source>
        <translation>Seitenbreite</translation>
    </message>
    <message>
        <source>Laying out pages…</source>
        <translation>Ordnet die Seiten an …</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::ReviewControl</name>
    <message>
        <source>Somebody else has decided on this already.</source>
        <translation>Darüber hat schon jemand anders entschieden.</translation>
    </message>
    <message>
        <source>The caret is at no suggestion; F7 with Alt goes to the next one.</source>
        <translation>An der Schreibmarke ist kein Vorschlag; Alt+F7 geht zum nächsten.</translation>
    </message>
    <message>
        <source>Nothing is suggested in this document.</source>
        <translation>In diesem Dokument ist nichts vorgeschlagen.</translation>
    </message>
    <message>
        <source>Accept Suggestion</source>
        <translation>Vorschlag annehmen</translation>
    </message>
    <message>
        <source>Reject Suggestion</source>
        <translation>Vorschlag ablehnen</translation>
    </message>
    <message>
        <source>The history is shown; choose Back to Writing above it first.</source>
        <translation>Der Verlauf wird gezeigt; zuerst darüber „Zurück zum Schreiben“ wählen.</translation>
    </message>
    <message>
        <source>This can&apos;t be suggested; write a comment about it, or choose Editing and do it.</source>
        <translation>Das lässt sich nicht vorschlagen; einen Kommentar dazu schreiben oder „Bearbeiten“ wählen und es tun.</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::ReviewPanel</name>
    <message>
        <source>(deleted)</source>
        <translation>(gelöscht)</translation>
    </message>
    <message>
        <source>Paragraphs that both sides have changed</source>
        <translation>Absätze, die beide Seiten geändert haben</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Keep everything as it is now</source>
        <translation>Alles lassen, wie es jetzt ist</translation>
    </message>
    <message>
        <source>Both sides changed these paragraphs</source>
        <translation>Diese Absätze haben beide Seiten geändert</translation>
    </message>
    <message>
        <source>yours was kept</source>
        <translation>Ihre Fassung gilt</translation>
    </message>
    <message>
        <source>theirs was kept</source>
        <translation>die andere Fassung gilt</translation>
    </message>
    <message>
        <source>both are in it</source>
        <translation>beide sind darin</translation>
    </message>
    <message>
        <source>Paragraph %1 — %2</source>
        <translation>Absatz %1 — %2</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihre</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Die andere</translation>
    </message>
    <message>
        <source>Keep Mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Take Theirs</source>
        <translation>Die andere nehmen</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>You can only read this document at the moment.</source>
        <translation>Dieses Dokument kann hier zurzeit nur gelesen werden.</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::SendDialog</name>
    <message>
        <source>Send a Copy</source>
        <translation>Kopie weitergeben</translation>
    </message>
    <message>
        <source>What the document says now, with its pictures. Nothing that was deleted or changed, no comments, and nobody&apos;s name.</source>
        <translation>Was jetzt im Dokument steht, mit seinen Bildern. Nichts Gelöschtes oder Geändertes, keine Kommentare, keine Namen.</translation>
    </message>
    <message>
        <source>What the document says now, with its pictures, and what is suggested in it, by whom. Nothing that was deleted or changed before, no comments.</source>
        <translation>Was jetzt im Dokument steht, mit seinen Bildern, und was darin von wem vorgeschlagen ist. Nichts, was früher gelöscht oder geändert wurde, keine Kommentare.</translation>
    </message>
    <message>
        <source>The &amp;text only</source>
        <translation>Nur der &amp;Text</translation>
    </message>
    <message>
        <source>With the &amp;history</source>
        <translation>Mit dem &amp;Verlauf</translation>
    </message>
    <message>
        <source>Everything that was ever written in it, also what was deleted since, who wrote it and when, with all comments, the chat and the named versions.</source>
        <translation>Alles, was je darin geschrieben wurde, auch seither Gelöschtes, von wem und wann, mit allen Kommentaren, dem Chat und den benannten Versionen.</translation>
    </message>
    <message>
        <source>&amp;Choose File…</source>
        <translation>&amp;Datei wählen …</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::ShareInvitations</name>
    <message>
        <source>without an end</source>
        <translation>ohne Ende</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>Einladungen</translation>
    </message>
    <message>
        <source>Links that let their holders in without asking you</source>
        <translation>Links, mit denen man hereinkommt, ohne dass Sie gefragt werden</translation>
    </message>
    <message>
        <source>The link is on the clipboard. Give it only to those it is meant for: whoever has it comes in.</source>
        <translation>Der Link ist in der Zwischenablage. Geben Sie ihn nur denen, für die er gedacht ist: Wer ihn hat, kommt herein.</translation>
    </message>
    <message>
        <source>What an invited person may do</source>
        <translation>Was Eingeladene dürfen</translation>
    </message>
    <message>
        <source>How long the invitation works</source>
        <translation>Wie lange die Einladung gilt</translation>
    </message>
    <message>
        <source>for a week</source>
        <translation>für eine Woche</translation>
    </message>
    <message>
        <source>for a day</source>
        <translation>für einen Tag</translation>
    </message>
    <message>
        <source>for a month</source>
        <translation>für einen Monat</translation>
    </message>
    <message>
        <source>Make and Copy</source>
        <translation>Erzeugen und kopieren</translation>
    </message>
    <message>
        <source>Take Back</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>The link lets nobody in any more, and who came by it is out</source>
        <translation>Der Link lässt niemanden mehr herein, und wer damit kam, ist draußen</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::SharePeople</name>
    <message>
        <source>Nobody has come yet.</source>
        <translation>Es ist noch niemand gekommen.</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>is here</source>
        <translation>ist hier</translation>
    </message>
    <message>
        <source>not here now</source>
        <translation>gerade nicht hier</translation>
    </message>
    <message>
        <source>Let In Again</source>
        <translation>Wieder hereinlassen</translation>
    </message>
    <message>
        <source>Let %1 in again</source>
        <translation>%1 wieder hereinlassen</translation>
    </message>
    <message>
        <source>What %1 may do</source>
        <translation>Was %1 darf</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Out at once, and stays out; keeps a copy of what is there now</source>
        <translation>Sofort draußen, und bleibt es; behält eine Kopie von dem, was jetzt da ist</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::SharePopover</name>
    <message>
        <source>&amp;Who may join</source>
        <translation>&amp;Wer darf beitreten</translation>
    </message>
    <message>
        <source>&amp;New people</source>
        <translation>&amp;Neue Personen</translation>
    </message>
    <message>
        <source>People I approve</source>
        <translation>Personen, denen ich es erlaube</translation>
    </message>
    <message>
        <source>Anyone on this network</source>
        <translation>Alle in diesem Netz</translation>
    </message>
    <message>
        <source>People with the code</source>
        <translation>Personen mit dem Code</translation>
    </message>
    <message>
        <source>This computer will hold the document for all, and be seen on this network.</source>
        <translation>Dieser Computer hält das Dokument für alle bereit und ist in diesem Netz zu sehen.</translation>
    </message>
    <message>
        <source>Start Sharing</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Stop Sharing</source>
        <translation>Nicht mehr teilen</translation>
    </message>
    <message>
        <source>The link as a picture for cameras</source>
        <translation>Der Link als Bild für Kameras</translation>
    </message>
    <message>
        <source>Link to this document</source>
        <translation>Link zu diesem Dokument</translation>
    </message>
    <message>
        <source>Copy Link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>New Code</source>
        <translation>Neuer Code</translation>
    </message>
    <message>
        <source>The old one lets nobody in any more; those who are in stay</source>
        <translation>Der alte lässt niemanden mehr herein; wer da ist, bleibt</translation>
    </message>
    <message>
        <source>“%1” is shared</source>
        <translation>„%1“ ist geteilt</translation>
    </message>
    <message>
        <source>Share “%1”</source>
        <translation>„%1“ teilen</translation>
    </message>
    <message>
        <source>Code %1</source>
        <translation>Code %1</translation>
    </message>
    <message>
        <source>The code is used up; make a new one.</source>
        <translation>Der Code ist verbraucht; machen Sie einen neuen.</translation>
    </message>
    <message>
        <source>Seen by others on this network as “%1”.</source>
        <translation>Für andere in diesem Netz zu sehen als „%1“.</translation>
    </message>
    <message>
        <source>This computer is in no network at the moment.</source>
        <translation>Dieser Computer ist zurzeit in keinem Netz.</translation>
    </message>
    <message>
        <source>Address: %1</source>
        <translation>Adresse: %1</translation>
    </message>
    <message>
        <source>All addresses:</source>
        <translation>Alle Adressen:</translation>
    </message>
    <message>
        <source>If nobody gets through, the firewall of this computer has to let port %1 pass.</source>
        <translation>Wenn niemand durchkommt, muss die Firewall dieses Computers Port %1 durchlassen.</translation>
    </message>
    <message>
        <source>While others are connected this computer does not fall asleep by itself. When you stop, they keep a copy of what is there then, of their own.</source>
        <translation>Solange andere verbunden sind, schläft dieser Rechner nicht von selbst ein. Wenn Sie aufhören, behalten die anderen eine eigene Kopie von dem, was dann da ist.</translation>
    </message>
    <message>
        <source>Show the &amp;title to everybody on this network</source>
        <translation>Den &amp;Titel allen in diesem Netz zeigen</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::ShortcutsDialog</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>Tastenkürzel durchsuchen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>In the text</source>
        <translation>Im Text</translation>
    </message>
    <message>
        <source>List item one level deeper</source>
        <translation>Listenpunkt eine Ebene tiefer</translation>
    </message>
    <message>
        <source>List item one level up</source>
        <translation>Listenpunkt eine Ebene höher</translation>
    </message>
    <message>
        <source>Out of a list, quote or program text, on an empty line</source>
        <translation>Aus Liste, Zitat oder Programmtext heraus, in einer leeren Zeile</translation>
    </message>
    <message>
        <source>By word</source>
        <translation>Wortweise</translation>
    </message>
    <message>
        <source>To the beginning of the document</source>
        <translation>Zum Anfang des Dokuments</translation>
    </message>
    <message>
        <source>To the end of the document</source>
        <translation>Zum Ende des Dokuments</translation>
    </message>
    <message>
        <source>Open the link under the mouse</source>
        <translation>Den Link unter der Maus öffnen</translation>
    </message>
    <message>
        <source>Ctrl+click</source>
        <translation>Strg+Klick</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::SpacingDialog</name>
    <message>
        <source>Spacing</source>
        <translation>Abstände</translation>
    </message>
    <message>
        <source>&amp;Lines apart</source>
        <translation>&amp;Zeilenabstand</translation>
    </message>
    <message>
        <source>Space &amp;above</source>
        <translation>Abstand &amp;darüber</translation>
    </message>
    <message>
        <source>Space &amp;below</source>
        <translation>Abstand d&amp;arunter</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::SpellControl</name>
    <message>
        <source>There is no dictionary for %1 on this computer; install the package of your system whose name begins with “hunspell-%2”, it is found at once.</source>
        <translation>Für %1 gibt es auf diesem Computer kein Wörterbuch; installieren Sie das Paket Ihres Systems, dessen Name mit „hunspell-%2“ beginnt, es wird sofort gefunden.</translation>
    </message>
    <message>
        <source>Looking for suggestions…</source>
        <translation>Sucht Vorschläge …</translation>
    </message>
    <message>
        <source>&amp;Add “%1” to the Dictionary</source>
        <translation>„%1“ ins Wörterbuch &amp;aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Ignore in This Document</source>
        <translation>In diesem Dokument &amp;ignorieren</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>Keine Vorschläge</translation>
    </message>
    <message>
        <source>No word is misspelled.</source>
        <translation>Kein Wort ist falsch geschrieben.</translation>
    </message>
    <message>
        <source>This document is in no language; click on that in the status bar to choose one.</source>
        <translation>Für dieses Dokument ist keine Sprache gewählt; ein Klick darauf in der Statusleiste wählt eine.</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::SpellingBook</name>
    <message>
        <source>“%1” counts as right until the program ends; %2 can&apos;t be written.</source>
        <translation>„%1“ gilt als richtig, bis das Programm endet; %2 kann nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::StartPage</name>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>gestern %1</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>1 change kept here</source>
        <translation>1 Änderung hier aufgehoben</translation>
    </message>
    <message>
        <source>%1 changes kept here</source>
        <translation>%1 Änderungen hier aufgehoben</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Documents that you open appear here, your own and other people&apos;s together.</source>
        <translation>Hier erscheinen Dokumente, die Sie öffnen, eigene und die anderer zusammen.</translation>
    </message>
    <message>
        <source>Write one document together</source>
        <translation>Gemeinsam an einem Dokument schreiben</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>Neues Dokument</translation>
    </message>
    <message>
        <source>Begin to write at once</source>
        <translation>Gleich losschreiben</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>A file on this computer</source>
        <translation>Eine Datei auf diesem Computer</translation>
    </message>
    <message>
        <source>Join by address or link…</source>
        <translation>Über Adresse beitreten …</translation>
    </message>
    <message>
        <source>On somebody else&apos;s computer</source>
        <translation>Auf einem anderen Computer</translation>
    </message>
    <message>
        <source>From a template</source>
        <translation>Aus einer Vorlage</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Brief</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Checkliste</translation>
    </message>
    <message>
        <source>Begin a document that has the parts of this one already</source>
        <translation>Ein Dokument beginnen, das die Teile davon schon hat</translation>
    </message>
    <message>
        <source>On this network</source>
        <translation>In diesem Netz</translation>
    </message>
    <message>
        <source>Nobody shares anything here at the moment.</source>
        <translation>Hier teilt zurzeit niemand etwas.</translation>
    </message>
    <message>
        <source>Somebody without a name</source>
        <translation>Jemand ohne Namen</translation>
    </message>
    <message>
        <source>1 person connected</source>
        <translation>1 Person verbunden</translation>
    </message>
    <message>
        <source>%1 people connected</source>
        <translation>%1 Personen verbunden</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>Remove from this list; the document stays</source>
        <translation>Aus dieser Liste entfernen; das Dokument bleibt</translation>
    </message>
    <message>
        <source>Remove %1 from this list</source>
        <translation>%1 aus dieser Liste entfernen</translation>
    </message>
    <message>
        <source>1 document was open when Syngraph ended</source>
        <translation>1 Dokument war offen, als Syngraph endete</translation>
    </message>
    <message>
        <source>%1 documents were open when Syngraph ended</source>
        <translation>%1 Dokumente waren offen, als Syngraph endete</translation>
    </message>
    <message>
        <source>Reopen %1</source>
        <translation>%1 wieder öffnen</translation>
    </message>
    <message>
        <source>Reopen All</source>
        <translation>Alle wieder öffnen</translation>
    </message>
    <message>
        <source>Let it move down the list again</source>
        <translation>Wieder in der Liste nach unten rücken lassen</translation>
    </message>
    <message>
        <source>Keep it above the others</source>
        <translation>Über den anderen behalten</translation>
    </message>
    <message>
        <source>Keep %1 above the others</source>
        <translation>%1 über den anderen behalten</translation>
    </message>
    <message>
        <source>by permission</source>
        <translation>mit Erlaubnis</translation>
    </message>
    <message>
        <source>nobody there yet</source>
        <translation>noch niemand da</translation>
    </message>
    <message>
        <source>All Documents…</source>
        <translation>Alle Dokumente …</translation>
    </message>
    <message>
        <source>Yours, and those of others that were open here: to be opened, renamed, moved</source>
        <translation>Eigene und fremde, die hier offen waren: zum Öffnen, Umbenennen, Verschieben</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::SuggestionPage</name>
    <message>
        <source>Back to Writing</source>
        <translation>Zurück zum Schreiben</translation>
    </message>
    <message>
        <source>Show the document as it is (Esc)</source>
        <translation>Zeigt das Dokument, wie es ist (Esc)</translation>
    </message>
    <message>
        <source>As if all suggestions were accepted</source>
        <translation>Als wären alle Vorschläge angenommen</translation>
    </message>
    <message>
        <source>Without what is suggested</source>
        <translation>Ohne das Vorgeschlagene</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::SuggestionsPanel</name>
    <message>
        <source>not %1</source>
        <translation>nicht %1</translation>
    </message>
    <message>
        <source>Replace “%1” by “%2”</source>
        <translation>„%1“ durch „%2“ ersetzen</translation>
    </message>
    <message>
        <source>Add “%1”</source>
        <translation>„%1“ einfügen</translation>
    </message>
    <message>
        <source>Delete “%1”</source>
        <translation>„%1“ löschen</translation>
    </message>
    <message>
        <source>Format: %1</source>
        <translation>Format: %1</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Decide on all suggestions</source>
        <translation>Über alle Vorschläge entscheiden</translation>
    </message>
    <message>
        <source>Nothing is suggested here. Choose Suggesting in the toolbar to propose changes instead of making them.</source>
        <translation>Hier ist nichts vorgeschlagen. Wählen Sie Vorschlagen in der Werkzeugleiste, um Änderungen vorzuschlagen, statt sie vorzunehmen.</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Accept All</source>
        <translation>Alle annehmen</translation>
    </message>
    <message>
        <source>Reject All</source>
        <translation>Alle ablehnen</translation>
    </message>
    <message>
        <source>1 suggestion</source>
        <translation>1 Vorschlag</translation>
    </message>
    <message>
        <source>%1 suggestions</source>
        <translation>%1 Vorschläge</translation>
    </message>
    <message>
        <source>How the document is shown</source>
        <translation>Wie das Dokument gezeigt wird</translation>
    </message>
    <message>
        <source>Marked in the text</source>
        <translation>Im Text markiert</translation>
    </message>
    <message>
        <source>As if all were accepted</source>
        <translation>Als wären alle angenommen</translation>
    </message>
    <message>
        <source>Without them</source>
        <translation>Ohne sie</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::TalkControl</name>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Put the caret into commented text first.</source>
        <translation>Setzen Sie die Schreibmarke zuerst in kommentierten Text.</translation>
    </message>
    <message>
        <source>Select the text that the comment is about.</source>
        <translation>Wählen Sie den Text aus, um den es geht.</translation>
    </message>
    <message>
        <source>%1 asks for you: %2</source>
        <translation>%1 wendet sich an Sie: %2</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::ThreadCard</name>
    <message>
        <source>Comment… (@ for a name)</source>
        <translation>Kommentar … (@ für einen Namen)</translation>
    </message>
    <message>
        <source>Reply…</source>
        <translation>Antworten …</translation>
    </message>
    <message>
        <source>New comment</source>
        <translation>Neuer Kommentar</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Enter says it, Shift+Enter begins a new line</source>
        <translation>Eingabe sendet, Umschalt+Eingabe beginnt eine neue Zeile</translation>
    </message>
    <message>
        <source>Its text was deleted.</source>
        <translation>Sein Text wurde gelöscht.</translation>
    </message>
    <message>
        <source>About deleted text: “%1”</source>
        <translation>Zu gelöschtem Text: „%1“</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Resolved by %1</source>
        <translation>Erledigt von %1</translation>
    </message>
    <message>
        <source>1 reply</source>
        <translation>1 Antwort</translation>
    </message>
    <message>
        <source>%1 replies</source>
        <translation>%1 Antworten</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (Sie)</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>noch nicht gesendet</translation>
    </message>
    <message>
        <source> · edited</source>
        <translation> · geändert</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Erledigen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Ändern</translation>
    </message>
    <message>
        <source>&amp;Delete Thread</source>
        <translation>Gespräch &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>This thread was deleted. What you have written here can still be copied.</source>
        <translation>Dieses Gespräch wurde gelöscht. Was hier geschrieben steht, lässt sich noch kopieren.</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::WordCount</name>
    <message>
        <source>less than a minute to read</source>
        <translation>in weniger als einer Minute gelesen</translation>
    </message>
    <message>
        <source>1 minute to read</source>
        <translation>1 Minute zu lesen</translation>
    </message>
    <message>
        <source>%1 minutes to read</source>
        <translation>%1 Minuten zu lesen</translation>
    </message>
    <message>
        <source>1 word</source>
        <translation>1 Wort</translation>
    </message>
    <message>
        <source>%1 words</source>
        <translation>%1 Wörter</translation>
    </message>
    <message>
        <source>1 character</source>
        <translation>1 Zeichen</translation>
    </message>
    <message>
        <source>%1 characters</source>
        <translation>%1 Zeichen</translation>
    </message>
    <message>
        <source>%1 of %2 · %3 of %4</source>
        <translation>%1 von %2 · %3 von %4</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::WorkBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>syngraph::ui::ZoomControl</name>
    <message>
        <source>How large the page is shown</source>
        <translation>Wie groß die Seite gezeigt wird</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
</TS>
