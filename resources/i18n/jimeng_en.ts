<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AwayPopover</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollectionsWindow</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiskUse</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExampleChoice</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExampleRow</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>Export %n picture(s)</source>
        <translation>
            <numerusform>Export %n picture</numerusform>
            <numerusform>Export %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) can&apos;t be converted here: exported as they are</source>
        <translation>
            <numerusform>%n picture can&apos;t be converted here: exported as it is</numerusform>
            <numerusform>%n pictures can&apos;t be converted here: exported as they are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n</source>
        <translation>
            <numerusform>Export</numerusform>
            <numerusform>Export %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportProgress</name>
    <message numerus="yes">
        <source>%n picture(s) exported to %1</source>
        <translation>
            <numerusform>%n picture exported to %1</numerusform>
            <numerusform>%n pictures exported to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) copied to %1</source>
        <translation>
            <numerusform>%n picture copied to %1</numerusform>
            <numerusform>%n pictures copied to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped</source>
        <translation>
            <numerusform>%n skipped</numerusform>
            <numerusform>%n skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Fold</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picked</source>
        <translation>
            <numerusform>%n picked</numerusform>
            <numerusform>%n picked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GenerateButton</name>
    <message numerus="yes">
        <source>Generate %n job(s)</source>
        <translation>
            <numerusform>Generate %n job</numerusform>
            <numerusform>Generate %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeldSends</name>
    <message numerus="yes">
        <source>Generate %n job(s)</source>
        <translation>
            <numerusform>Generate %n job</numerusform>
            <numerusform>Generate %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message numerus="yes">
        <source>%n picture(s) selected</source>
        <translation>
            <numerusform>%n picture selected</numerusform>
            <numerusform>%n pictures selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Judging</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 on %n picture(s)</source>
        <translation>
            <numerusform>%1 on %n picture</numerusform>
            <numerusform>%1 on %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>Not sent: %n job(s)</source>
        <translation>
            <numerusform>Not sent: %n job</numerusform>
            <numerusform>Not sent: %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarksBar</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Missing</name>
    <message numerus="yes">
        <source>The files of %n picture(s) are missing</source>
        <translation>
            <numerusform>The file of %n picture is missing</numerusform>
            <numerusform>The files of %n pictures are missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Openers</name>
    <message numerus="yes">
        <source>%n picture(s) are still to be exported</source>
        <translation>
            <numerusform>%n picture is still to be exported</numerusform>
            <numerusform>%n pictures are still to be exported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureActions</name>
    <message numerus="yes">
        <source>Save copies of %n picture(s) to</source>
        <translation>
            <numerusform>Save a copy of %n picture to</numerusform>
            <numerusform>Save copies of %n pictures to</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be exported</source>
        <translation>
            <numerusform>%n picture could not be exported</numerusform>
            <numerusform>%n pictures could not be exported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open %n picture(s)?</source>
        <translation>
            <numerusform>Open %n picture?</numerusform>
            <numerusform>Open %n pictures?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiptsWindow</name>
    <message numerus="yes">
        <source>%n receipt(s) written to %1</source>
        <translation>
            <numerusform>%n receipt written to %1</numerusform>
            <numerusform>%n receipts written to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) saved</source>
        <translation>
            <numerusform>%n picture saved</numerusform>
            <numerusform>%n pictures saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an estimate</source>
        <translation>
            <numerusform>%n without an estimate</numerusform>
            <numerusform>%n without an estimate</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n making</source>
        <translation>
            <numerusform>%n making</numerusform>
            <numerusform>%n making</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fetching</source>
        <translation>
            <numerusform>%n fetching</numerusform>
            <numerusform>%n fetching</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) only on the server</source>
        <translation>
            <numerusform>%n picture only on the server</numerusform>
            <numerusform>%n pictures only on the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Today %n picture(s)</source>
        <translation>
            <numerusform>Today %n picture</numerusform>
            <numerusform>Today %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) missing</source>
        <translation>
            <numerusform>%n file missing</numerusform>
            <numerusform>%n files missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Finishing %n send(s)…</source>
        <translation>
            <numerusform>Finishing %n send…</numerusform>
            <numerusform>Finishing %n sends…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Settings</name>
    <message numerus="yes">
        <source>%n unfinished job(s) can only be fetched with it.</source>
        <translation>
            <numerusform>%n unfinished job can only be fetched with it.</numerusform>
            <numerusform>%n unfinished jobs can only be fetched with it.</numerusform>
        </translation>
    </message>
</context>
</TS>
