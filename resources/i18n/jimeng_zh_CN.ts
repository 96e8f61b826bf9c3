<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Version %1. Makes, sorts and keeps pictures with the Jimeng image models.</source>
        <translation>版本 %1。用即梦图像模型生成、整理并保存图片。</translation>
    </message>
    <message>
        <source>Jimeng Desktop</source>
        <translation>即梦桌面版</translation>
    </message>
    <message>
        <source>Send this job again?</source>
        <translation>要再次发送这个任务吗？</translation>
    </message>
    <message>
        <source>No answer came, so it may have been accepted: sending it again may be charged twice.</source>
        <translation>没有收到答复，它可能已被接受。再次发送可能重复扣费。</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation>图库文件夹</translation>
    </message>
    <message>
        <source>The library folder changes at the next start</source>
        <translation>图库文件夹将在下次启动时更改</translation>
    </message>
    <message>
        <source>Move your pictures to %1 before you start the program again.</source>
        <translation>再次启动程序之前，请先把图片移到 %1。</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Notice</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Undo sending</source>
        <translation>撤销发送</translation>
    </message>
    <message>
        <source>To the prompt</source>
        <translation>转到提示词</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>上一个窗格</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>保存副本…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Library folder…</source>
        <translation>图库文件夹…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>API key…</source>
        <translation>API 密钥…</translation>
    </message>
    <message>
        <source>The demo needs no key</source>
        <translation>演示不需要密钥</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Larger pictures</source>
        <translation>放大图片</translation>
    </message>
    <message>
        <source>Smaller pictures</source>
        <translation>缩小图片</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>About Jimeng Desktop</source>
        <translation>关于即梦桌面版</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务数</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t take it</source>
        <translation>%1 不支持</translation>
    </message>
    <message>
        <source>about %1 × %2</source>
        <translation>约 %1 × %2</translation>
    </message>
    <message>
        <source>Write a prompt first</source>
        <translation>请先写提示词</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · waits for the key</source>
        <translation>%1 · 等待密钥</translation>
    </message>
    <message>
        <source>%1 · waits, queue paused</source>
        <translation>%1 · 队列已暂停，等待中</translation>
    </message>
    <message>
        <source>%1 · sent at once</source>
        <translation>%1 · 立即发送</translation>
    </message>
    <message>
        <source>%1 · sent after %2 s</source>
        <translation>%1 · %2 秒后发送</translation>
    </message>
</context>
<context>
    <name>CountButton</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Your pictures will stand here</source>
        <translation>你的图片会出现在这里</translation>
    </message>
    <message>
        <source>Write a prompt on the left and press Generate, or start from one of these. Choosing one only fills the form.</source>
        <translation>在左侧写下提示词，然后按“生成”；也可以从下面的例子开始。选择例子只会填写表单。</translation>
    </message>
    <message>
        <source>Layered misty mountains at first light, pines in the valley, soft haze</source>
        <translation>晨光里层叠的山峦，谷底松林，薄雾弥漫，柔和的远景</translation>
    </message>
    <message>
        <source>A ringed planet rises over the cracked plains of an ice moon, long blue shadows</source>
        <translation>环状行星从冰卫星龟裂的平原上升起，长长的蓝色阴影</translation>
    </message>
    <message>
        <source>Neon alley after rain, long-exposure light trails, wet asphalt</source>
        <translation>雨后的霓虹街道，长曝光光轨，湿润的沥青路面</translation>
    </message>
    <message>
        <source>Misty mountains at first light</source>
        <translation>晨光中的雾山</translation>
    </message>
    <message>
        <source>A ringed planet over an ice moon</source>
        <translation>冰卫星上空的环状行星</translation>
    </message>
    <message>
        <source>Neon alley after rain</source>
        <translation>雨后的霓虹街道</translation>
    </message>
    <message>
        <source>generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>to the prompt</source>
        <translation>转到提示词</translation>
    </message>
</context>
<context>
    <name>ExampleRow</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3 · %4</source>
        <translation>%1 · %2 · %3 · %4</translation>
    </message>
</context>
<context>
    <name>FactRows</name>
    <message>
        <source>Copy the task id</source>
        <translation>复制任务编号</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>References</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Made in</source>
        <translation>生成用时</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务编号</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>asked about %1</source>
        <translation>要求约 %1</translation>
    </message>
    <message>
        <source>%1, as asked</source>
        <translation>%1，与要求一致</translation>
    </message>
    <message>
        <source>%1, asked about %2</source>
        <translation>%1，要求约 %2</translation>
    </message>
    <message>
        <source>none came, %1 expected</source>
        <translation>没有生成，预计 %1 张</translation>
    </message>
    <message>
        <source>%1 expected</source>
        <translation>预计 %1 张</translation>
    </message>
    <message>
        <source>%1 came, %2 expected</source>
        <translation>生成 %1 张，预计 %2 张</translation>
    </message>
    <message>
        <source>%1 of %2 saved</source>
        <translation>已保存 %1 / %2 张</translation>
    </message>
    <message>
        <source>%1 of %2, as asked</source>
        <translation>%1 / %2 张，与要求一致</translation>
    </message>
    <message>
        <source>never saved, the link has expired</source>
        <translation>未保存，链接已过期</translation>
    </message>
    <message>
        <source>being fetched</source>
        <translation>正在取回</translation>
    </message>
    <message>
        <source>only on the server</source>
        <translation>仅在服务器上</translation>
    </message>
    <message>
        <source>only on the server, %1</source>
        <translation>仅在服务器上，%1</translation>
    </message>
    <message>
        <source>file missing</source>
        <translation>文件不见了</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 KB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
</context>
<context>
    <name>GalleryHeaders</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
</context>
<context>
    <name>GalleryMenu</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>保存副本…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Open with the system&apos;s viewer</source>
        <translation>用系统看图程序打开</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>复制提示词</translation>
    </message>
    <message>
        <source>Use recipe</source>
        <translation>使用这份配方</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n 个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. %2. %3</source>
        <translation>%1。%2。%3</translation>
    </message>
    <message>
        <source>Picture %1 of %2, %3: %4</source>
        <translation>第 %1 张，共 %2 张，%3：%4</translation>
    </message>
</context>
<context>
    <name>GalleryPainter</name>
    <message>
        <source>File missing</source>
        <translation>文件缺失</translation>
    </message>
</context>
<context>
    <name>GalleryView</name>
    <message>
        <source>Gallery</source>
        <translation>图片墙</translation>
    </message>
</context>
<context>
    <name>GenerateButton</name>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
</context>
<context>
    <name>GenerateFoot</name>
    <message>
        <source>Undo (%1 s)</source>
        <translation>撤销（%1 秒）</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) selected</source>
        <translation>
            <numerusform>已选 %n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a picture to see its recipe</source>
        <translation>选择一张图片，查看它的配方</translation>
    </message>
</context>
<context>
    <name>InspectorBody</name>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Copy the prompt</source>
        <translation>复制提示词</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Put this recipe into the form (R)</source>
        <translation>把这份配方填入表单（R）</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Save a converted copy</source>
        <translation>另存转换后的副本</translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message>
        <source>API key</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>Paste the key here</source>
        <translation>在此粘贴密钥</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>显示密钥</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>使用此密钥</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Kept in the system keychain, never in a file or a log.</source>
        <translation>保存在系统钥匙串中，绝不写入文件或日志。</translation>
    </message>
    <message>
        <source>There is no system keychain here: the key is kept until the program ends.</source>
        <translation>这里没有系统钥匙串：密钥只保留到程序结束。</translation>
    </message>
    <message>
        <source>The key works. The test was free.</source>
        <translation>密钥有效。此测试免费。</translation>
    </message>
    <message>
        <source>The service doesn&apos;t take this key. The test was free.</source>
        <translation>服务不接受这个密钥。此测试免费。</translation>
    </message>
    <message>
        <source>The service could not be reached: %1</source>
        <translation>无法连接到服务：%1</translation>
    </message>
    <message>
        <source>The service could not be reached.</source>
        <translation>无法连接到服务。</translation>
    </message>
    <message>
        <source>The key of your account at %1.</source>
        <translation>你在 %1 的账户密钥。</translation>
    </message>
    <message>
        <source>A test costs nothing: it only asks whether the key is taken.</source>
        <translation>测试不产生费用：只询问密钥是否被接受。</translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation>正在询问服务…</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>隐藏密钥</translation>
    </message>
</context>
<context>
    <name>LengthMeter</name>
    <message>
        <source>%1 / %2 characters</source>
        <translation>%1 / %2 字</translation>
    </message>
    <message>
        <source>%1 / %2 words</source>
        <translation>%1 / %2 词</translation>
    </message>
    <message>
        <source>%1 · details may be lost</source>
        <translation>%1 · 细节可能丢失</translation>
    </message>
    <message>
        <source>%1 · long</source>
        <translation>%1 · 偏长</translation>
    </message>
</context>
<context>
    <name>Loupe</name>
    <message>
        <source>Loupe</source>
        <translation>放大查看</translation>
    </message>
    <message>
        <source>Back to the gallery</source>
        <translation>返回图片墙</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>Picture %1 of %2: %3</source>
        <translation>第 %1 张，共 %2 张：%3</translation>
    </message>
    <message>
        <source>The file is missing or can&apos;t be read</source>
        <translation>文件缺失或无法读取</translation>
    </message>
    <message>
        <source>Fit · %1 %</source>
        <translation>适应窗口 · %1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>LoupeFoot</name>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>The whole picture (Z)</source>
        <translation>显示整张图片（Z）</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>One pixel of the screen for one of the picture (Z)</source>
        <translation>屏幕一个像素对应图片一个像素（Z）</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200 %</translation>
    </message>
    <message>
        <source>Twice as large</source>
        <translation>放大一倍</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Copy the picture (Ctrl+C)</source>
        <translation>复制图片（Ctrl+C）</translation>
    </message>
    <message>
        <source>Export… (Ctrl+Shift+E)</source>
        <translation>导出…（Ctrl+Shift+E）</translation>
    </message>
    <message>
        <source>Full screen (F)</source>
        <translation>全屏（F）</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Jimeng Desktop – Demo</source>
        <translation>即梦桌面版 – 演示</translation>
    </message>
    <message>
        <source>Jimeng Desktop</source>
        <translation>即梦桌面版</translation>
    </message>
</context>
<context>
    <name>Placeholder</name>
    <message>
        <source>Recipe kept</source>
        <translation>配方已保留</translation>
    </message>
    <message>
        <source>Waiting to download</source>
        <translation>等待下载</translation>
    </message>
    <message>
        <source>Only on server</source>
        <translation>仅在服务器上</translation>
    </message>
    <message>
        <source>Sends in %1 s</source>
        <translation>%1 秒后发送</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation>%1 / %2 MB</translation>
    </message>
</context>
<context>
    <name>PromptEditor</name>
    <message>
        <source>Describe the picture. Chinese or English.</source>
        <translation>描述画面，中文或英文均可。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
</context>
<context>
    <name>PromptText</name>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Decide…</source>
        <translation>去处理…</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>usually %1–%2 min</source>
        <translation>通常 %1–%2 分钟</translation>
    </message>
    <message>
        <source>usually %1–%2 s</source>
        <translation>通常 %1–%2 秒</translation>
    </message>
    <message>
        <source>Sends in %1 s</source>
        <translation>%1 秒后发送</translation>
    </message>
    <message>
        <source>After that</source>
        <translation>再下一个</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
</context>
<context>
    <name>QueuePopover</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Done today</source>
        <translation>今天完成</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n 个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>Making</source>
        <translation>生成中</translation>
    </message>
    <message>
        <source>Waiting here</source>
        <translation>在此等待</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits and nothing is being made.</source>
        <translation>没有等待中或生成中的任务。</translation>
    </message>
    <message>
        <source>Kept back from last time</source>
        <translation>上次留下的任务</translation>
    </message>
    <message>
        <source>None of them has been sent: discarding is free</source>
        <translation>都还没有发送：放弃不产生费用</translation>
    </message>
    <message>
        <source>Each of them is a paid job</source>
        <translation>每一个都是付费任务</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Nothing of it has been sent: cancelling is free</source>
        <translation>都还没有发送：可免费取消</translation>
    </message>
    <message>
        <source>free to cancel</source>
        <translation>可免费取消</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>The job could not be saved, so it was not sent</source>
        <translation>任务无法保存，因此没有发送</translation>
    </message>
    <message>
        <source>%1. Nothing that was sent is lost. Details are in %2</source>
        <translation>%1。已发送的任务都不会丢失。详情见 %2</translation>
    </message>
    <message>
        <source>Something unexpected failed</source>
        <translation>发生了意外错误</translation>
    </message>
    <message>
        <source>Show it in the form</source>
        <translation>填入表单</translation>
    </message>
    <message>
        <source>There is no system keychain here: it is forgotten when the program ends.</source>
        <translation>这里没有系统钥匙串：程序结束后密钥即被忘记。</translation>
    </message>
    <message>
        <source>The system&apos;s keychain did not take it (%1): it is forgotten when the program ends.</source>
        <translation>系统钥匙串未能保存它（%1）：程序结束后密钥即被忘记。</translation>
    </message>
    <message>
        <source>The key is used now, but not kept</source>
        <translation>密钥已启用，但没有保存</translation>
    </message>
</context>
<context>
    <name>Several</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>various</source>
        <translation>不一</translation>
    </message>
</context>
<context>
    <name>Siblings</name>
    <message>
        <source>Pictures of this job</source>
        <translation>此任务的图片</translation>
    </message>
    <message>
        <source>Picture %1 of %2</source>
        <translation>第 %1 张，共 %2 张</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n making</source>
        <translation>
            <numerusform>%n 个生成中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fetching</source>
        <translation>
            <numerusform>%n 个取回中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 个等待</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n 个需要处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in the queue</source>
        <translation>队列为空</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) only on the server</source>
        <translation>
            <numerusform>%n 张图片仅在服务器上</numerusform>
        </translation>
    </message>
    <message>
        <source>All saved</source>
        <translation>全部已保存</translation>
    </message>
    <message numerus="yes">
        <source>Today %n picture(s)</source>
        <translation>
            <numerusform>今天 %n 张图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Finishing %n send(s)…</source>
        <translation>
            <numerusform>还有 %n 个任务正在发送…</numerusform>
        </translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>No key yet</source>
        <translation>尚无密钥</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>尚未连接</translation>
    </message>
    <message>
        <source>Offline, still trying</source>
        <translation>离线，仍在重试</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>One less</source>
        <translation>减一</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>加一</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Nothing is sent and nothing costs: the pictures are drawn on this machine.</source>
        <translation>不发送任何内容，也不产生费用：图片在本机绘制。</translation>
    </message>
    <message>
        <source>Pictures are made by %1 and paid with your points.</source>
        <translation>图片由 %1 生成，使用你的积分付费。</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Inspector (I)</source>
        <translation>检查器（I）</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Grid (G)</source>
        <translation>网格（G）</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>放大查看</translation>
    </message>
    <message>
        <source>Loupe (E)</source>
        <translation>放大查看（E）</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Jobs that wait, are made or need you</source>
        <translation>等待中、生成中或需要你处理的任务</translation>
    </message>
    <message>
        <source>Queue paused</source>
        <translation>队列已暂停</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>图片大小</translation>
    </message>
</context>
<context>
    <name>ViewCommands</name>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Save a copy</source>
        <translation>保存副本</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Edit prompt</source>
        <translation>修改提示词</translation>
    </message>
    <message>
        <source>Show in form</source>
        <translation>在表单中查看</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>立即查询</translation>
    </message>
    <message>
        <source>Fetch now</source>
        <translation>立即取回</translation>
    </message>
    <message>
        <source>Check key</source>
        <translation>检查密钥</translation>
    </message>
    <message>
        <source>Enter key</source>
        <translation>输入密钥</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Send again…</source>
        <translation>再次发送…</translation>
    </message>
    <message>
        <source>Count as lost</source>
        <translation>记为丢失</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Stopped by moderation</source>
        <translation>未通过内容审核</translation>
    </message>
    <message>
        <source>The service declined this prompt and made nothing. Change the wording before trying again.</source>
        <translation>服务拒绝了这条提示词，没有生成图片。请先修改措辞再试。</translation>
    </message>
    <message>
        <source>These settings were not accepted</source>
        <translation>这些参数未被接受</translation>
    </message>
    <message>
        <source>Nothing was made. Another ratio, resolution or model may work.</source>
        <translation>没有生成图片。可以换个比例、分辨率或模型试试。</translation>
    </message>
    <message>
        <source>The model failed without a reason</source>
        <translation>模型出错，未说明原因</translation>
    </message>
    <message>
        <source>This happens. A new try is a new paid job.</source>
        <translation>偶尔会发生。再试一次是新的付费任务。</translation>
    </message>
    <message>
        <source>The service gave up</source>
        <translation>服务超时未完成</translation>
    </message>
    <message>
        <source>Nothing was made. A new try is a new paid job.</source>
        <translation>没有生成图片。再试一次是新的付费任务。</translation>
    </message>
    <message>
        <source>The service could not make this</source>
        <translation>服务未能完成这个任务</translation>
    </message>
    <message>
        <source>Its reason: {detail}. A new try is a new paid job.</source>
        <translation>原因：{detail}。再试一次是新的付费任务。</translation>
    </message>
    <message>
        <source>Finished, but without pictures</source>
        <translation>已完成，但没有图片</translation>
    </message>
    <message>
        <source>The service gave no link that can be used. A new try is a new paid job.</source>
        <translation>服务没有给出可用的链接。再试一次是新的付费任务。</translation>
    </message>
    <message>
        <source>The links have expired</source>
        <translation>链接已过期</translation>
    </message>
    <message>
        <source>What was not saved is gone. The recipe is kept; a new try is a new paid job.</source>
        <translation>未保存的图片已无法取回。配方已保留；再试一次是新的付费任务。</translation>
    </message>
    <message>
        <source>Cancelled at the service</source>
        <translation>已在服务端取消</translation>
    </message>
    <message>
        <source>Nothing was made. The recipe is kept.</source>
        <translation>没有生成图片。配方已保留。</translation>
    </message>
    <message>
        <source>Sent with another key or to another service</source>
        <translation>是用别的密钥或向别的服务发送的</translation>
    </message>
    <message>
        <source>Its pictures can only be fetched that way. Put that key back to get them.</source>
        <translation>只能用原来的方式取回图片。请换回那个密钥。</translation>
    </message>
    <message>
        <source>No result for more than an hour</source>
        <translation>一个多小时仍无结果</translation>
    </message>
    <message>
        <source>The service still has this job. Nothing is lost; the program keeps asking.</source>
        <translation>任务仍在服务端。什么都没丢，程序会继续查询。</translation>
    </message>
    <message>
        <source>No connection, nothing is lost</source>
        <translation>没有网络，什么都没丢</translation>
    </message>
    <message>
        <source>The service could not be reached, so nothing was sent.</source>
        <translation>无法连接服务，因此没有发送任何内容。</translation>
    </message>
    <message>
        <source>Too many requests at the moment</source>
        <translation>当前请求过多</translation>
    </message>
    <message>
        <source>The service asks for a pause. Nothing is lost.</source>
        <translation>服务要求稍候。什么都没丢。</translation>
    </message>
    <message>
        <source>The service refused this job</source>
        <translation>服务拒绝了这个任务</translation>
    </message>
    <message>
        <source>Nothing was accepted, so it cost nothing. The service says: {detail}.</source>
        <translation>任务未被接受，没有产生费用。服务的说明：{detail}。</translation>
    </message>
    <message>
        <source>The key was refused</source>
        <translation>密钥被拒绝</translation>
    </message>
    <message>
        <source>Nothing is sent until the key works.</source>
        <translation>在密钥可用之前，不会发送任何任务。</translation>
    </message>
    <message>
        <source>Out of points</source>
        <translation>积分不足</translation>
    </message>
    <message>
        <source>Nothing was made. Top up first; a new try is a new paid job.</source>
        <translation>没有生成图片。请先充值；再试一次是新的付费任务。</translation>
    </message>
    <message>
        <source>The service no longer knows this job</source>
        <translation>服务已没有这个任务的记录</translation>
    </message>
    <message>
        <source>Its pictures can&apos;t be fetched. The recipe is kept; a new try is a new paid job.</source>
        <translation>无法取回图片。配方已保留；再试一次是新的付费任务。</translation>
    </message>
    <message>
        <source>Sent, but no answer came</source>
        <translation>已发送，但没有收到答复</translation>
    </message>
    <message>
        <source>It may have been accepted. Sending again may be charged twice.</source>
        <translation>可能已被接受。再次发送可能重复扣费。</translation>
    </message>
    <message>
        <source>The service has trouble answering</source>
        <translation>服务暂时无法正常答复</translation>
    </message>
    <message>
        <source>This usually passes. Nothing is lost.</source>
        <translation>通常很快会恢复。什么都没丢。</translation>
    </message>
    <message>
        <source>The download broke off</source>
        <translation>下载中断</translation>
    </message>
    <message>
        <source>The picture is still on the server and is fetched again.</source>
        <translation>图片仍在服务器上，会再次取回。</translation>
    </message>
    <message>
        <source>The link no longer works</source>
        <translation>链接已失效</translation>
    </message>
    <message>
        <source>The service is asked for a fresh one.</source>
        <translation>正在向服务请求新的链接。</translation>
    </message>
    <message>
        <source>The link is not safe</source>
        <translation>链接不安全</translation>
    </message>
    <message>
        <source>It does not lead to a secure address, so it was not followed.</source>
        <translation>它没有指向安全地址，因此没有打开。</translation>
    </message>
    <message>
        <source>What arrived is not a picture</source>
        <translation>收到的不是图片</translation>
    </message>
    <message>
        <source>It was not kept and is fetched again.</source>
        <translation>没有保留，会再次取回。</translation>
    </message>
    <message>
        <source>The picture arrived damaged</source>
        <translation>收到的图片已损坏</translation>
    </message>
    <message>
        <source>The picture is too large</source>
        <translation>图片过大</translation>
    </message>
    <message>
        <source>It has more bytes or pixels than any model makes, so it was not kept.</source>
        <translation>它的字节数或像素超过了任何模型的输出，因此没有保留。</translation>
    </message>
    <message>
        <source>The disk refused to save</source>
        <translation>磁盘无法保存</translation>
    </message>
    <message>
        <source>Nothing is sent until pictures can be saved: {detail}.</source>
        <translation>在图片可以保存之前，不会发送任何任务：{detail}。</translation>
    </message>
    <message>
        <source>The folder is missing</source>
        <translation>找不到文件夹</translation>
    </message>
    <message>
        <source>Nothing is sent until it is there again: {detail}.</source>
        <translation>在它恢复之前，不会发送任何任务：{detail}。</translation>
    </message>
    <message>
        <source>The folder can&apos;t be written to</source>
        <translation>文件夹无法写入</translation>
    </message>
    <message>
        <source>Nothing is sent until pictures can be saved there: {detail}.</source>
        <translation>在图片可以保存到那里之前，不会发送任何任务：{detail}。</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Nothing is sent until there is room for the pictures.</source>
        <translation>在有足够空间保存图片之前，不会发送任何任务。</translation>
    </message>
    <message>
        <source>A file of that name is there already</source>
        <translation>已有同名文件</translation>
    </message>
    <message>
        <source>Nothing was overwritten.</source>
        <translation>没有覆盖任何文件。</translation>
    </message>
    <message>
        <source>The original is missing</source>
        <translation>找不到原图</translation>
    </message>
    <message>
        <source>It is no longer where it was saved: {detail}.</source>
        <translation>它已不在保存时的位置：{detail}。</translation>
    </message>
    <message>
        <source>The original has been changed</source>
        <translation>原图已被改动</translation>
    </message>
    <message>
        <source>It no longer has the bytes that were received: {detail}.</source>
        <translation>它的内容已与收到时不同：{detail}。</translation>
    </message>
    <message>
        <source>The library can&apos;t be opened</source>
        <translation>无法打开图库</translation>
    </message>
    <message>
        <source>Nothing was changed: {detail}.</source>
        <translation>没有做任何改动：{detail}。</translation>
    </message>
    <message>
        <source>The library is in use</source>
        <translation>图库正在使用中</translation>
    </message>
    <message>
        <source>A window of the program has it open. Use that window, or close it first.</source>
        <translation>程序的一个窗口已打开它。请使用那个窗口，或先将其关闭。</translation>
    </message>
    <message>
        <source>The library is from a newer version</source>
        <translation>图库来自更新的版本</translation>
    </message>
    <message>
        <source>Update the program to open it. Nothing was changed.</source>
        <translation>请更新程序后再打开。没有做任何改动。</translation>
    </message>
    <message>
        <source>The library&apos;s index can&apos;t be read</source>
        <translation>无法读取图库索引</translation>
    </message>
    <message>
        <source>The pictures themselves are untouched: {detail}.</source>
        <translation>图片本身完好无损：{detail}。</translation>
    </message>
    <message>
        <source>The address of the service can&apos;t be used</source>
        <translation>服务地址无法使用</translation>
    </message>
    <message>
        <source>Nothing was sent. Correct it in the settings: {detail}.</source>
        <translation>没有发送任何内容。请在设置文件中更正：{detail}。</translation>
    </message>
    <message>
        <source>Something unexpected happened</source>
        <translation>发生了意外情况</translation>
    </message>
    <message>
        <source>The program&apos;s log says more: {detail}.</source>
        <translation>详情见程序日志：{detail}。</translation>
    </message>
    <message>
        <source>The queue is paused</source>
        <translation>队列已暂停</translation>
    </message>
    <message>
        <source>Nothing more is sent until you go on.</source>
        <translation>在你继续之前，不会再发送任务。</translation>
    </message>
    <message>
        <source>No API key yet</source>
        <translation>还没有 API 密钥</translation>
    </message>
    <message>
        <source>Enter the key of your account to make pictures.</source>
        <translation>输入你账户的密钥即可生成图片。</translation>
    </message>
    <message>
        <source>It gave no reason. A new try is a new paid job.</source>
        <translation>服务未说明原因。再试一次是新的付费任务。</translation>
    </message>
    <message>
        <source>Nothing was accepted, so it cost nothing.</source>
        <translation>任务未被接受，没有产生费用。</translation>
    </message>
    <message>
        <source>Nothing is sent until pictures can be saved.</source>
        <translation>在图片可以保存之前，不会发送任何任务。</translation>
    </message>
    <message>
        <source>Nothing is sent until it is there again.</source>
        <translation>在它恢复之前，不会发送任何任务。</translation>
    </message>
    <message>
        <source>Nothing is sent until pictures can be saved there.</source>
        <translation>在图片可以保存到那里之前，不会发送任何任务。</translation>
    </message>
    <message>
        <source>It is no longer where it was saved.</source>
        <translation>它已不在保存时的位置。</translation>
    </message>
    <message>
        <source>It no longer has the bytes that were received.</source>
        <translation>它的内容已与收到时不同。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有做任何改动。</translation>
    </message>
    <message>
        <source>The pictures themselves are untouched.</source>
        <translation>图片本身完好无损。</translation>
    </message>
    <message>
        <source>A generate command is working with it. Wait until that has ended.</source>
        <translation>一条 generate 命令正在使用它。请等待其结束。</translation>
    </message>
    <message>
        <source>Nothing was sent. Correct it in the settings.</source>
        <translation>没有发送任何内容。请在设置文件中更正。</translation>
    </message>
    <message>
        <source>The program&apos;s log says more.</source>
        <translation>详情见程序日志。</translation>
    </message>
    <message>
        <source>The copy was not written; the original is untouched: {detail}.</source>
        <translation>副本未写入；原图未受影响：{detail}。</translation>
    </message>
    <message>
        <source>The copy&apos;s folder is not there; the original is untouched: {detail}.</source>
        <translation>副本的文件夹不存在；原图未受影响：{detail}。</translation>
    </message>
    <message>
        <source>The copy&apos;s folder can&apos;t be written to; the original is untouched: {detail}.</source>
        <translation>副本的文件夹无法写入；原图未受影响：{detail}。</translation>
    </message>
    <message>
        <source>There is no room for the copy; the original is untouched.</source>
        <translation>空间不足，无法写入副本；原图未受影响。</translation>
    </message>
    <message>
        <source>The copy was not written; the original is untouched.</source>
        <translation>副本未写入；原图未受影响。</translation>
    </message>
    <message>
        <source>Write a prompt first.</source>
        <translation>请先输入提示词。</translation>
    </message>
    <message>
        <source>This model is not known here.</source>
        <translation>这里没有这个模型。</translation>
    </message>
    <message>
        <source>The model does not take this ratio.</source>
        <translation>该模型不支持此比例。</translation>
    </message>
    <message>
        <source>The model does not take this resolution.</source>
        <translation>该模型不支持此分辨率。</translation>
    </message>
    <message>
        <source>{title}. {sentence}</source>
        <translation>{title}。{sentence}</translation>
    </message>
    <message>
        <source>Waiting here</source>
        <translation>在此等待</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Sent, answer unknown</source>
        <translation>已发送，未收到答复</translation>
    </message>
    <message>
        <source>Queued at the service</source>
        <translation>在服务端排队</translation>
    </message>
    <message>
        <source>Making</source>
        <translation>生成中</translation>
    </message>
    <message>
        <source>Fetching · {saved} of {total} saved</source>
        <translation>正在取回 · {saved} / {total}</translation>
    </message>
    <message>
        <source>{saved} saved</source>
        <translation>已保存 {saved} 张</translation>
    </message>
    <message>
        <source>{saved} of {total} saved</source>
        <translation>已保存 {saved} / {total}</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Counted as lost</source>
        <translation>已记为丢失</translation>
    </message>
    <message>
        <source>No connection, waiting here</source>
        <translation>没有网络，在此等待</translation>
    </message>
    <message>
        <source>Waiting for points</source>
        <translation>等待充值</translation>
    </message>
    <message>
        <source>Waiting for the key</source>
        <translation>等待密钥</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Gave up</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>Kept back</source>
        <translation>暂留未发</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>It was not sent and cost nothing. The recipe is kept.</source>
        <translation>未发送，没有产生费用。配方已保留。</translation>
    </message>
    <message>
        <source>The service took it back and made nothing. The recipe is kept.</source>
        <translation>服务已撤回任务，没有生成图片。配方已保留。</translation>
    </message>
    <message>
        <source>No answer ever came, so it may have been charged. A new try is a new paid job.</source>
        <translation>始终没有收到答复，可能已扣费。再试一次是新的付费任务。</translation>
    </message>
    <message>
        <source>Out of points, queue paused</source>
        <translation>积分不足，队列已暂停</translation>
    </message>
    <message>
        <source>This job was not accepted and costs nothing. Top up, then go on.</source>
        <translation>此任务未被接受，不产生费用。充值后继续。</translation>
    </message>
    <message>
        <source>{saved} of {total} saved, the links have expired</source>
        <translation>已保存 {saved} / {total}，链接已过期</translation>
    </message>
    <message>
        <source>The rest can&apos;t be fetched any more. The recipe is kept; a new try is a new paid job.</source>
        <translation>其余图片已无法取回。配方已保留；再试一次是新的付费任务。</translation>
    </message>
    <message>
        <source>{saved} of {total} saved, {left}</source>
        <translation>已保存 {saved} / {total}，{left}</translation>
    </message>
    <message>
        <source>Picture {number} is only on the server. Last try: {why}.</source>
        <translation>第 {number} 张仍只在服务器上。上次尝试：{why}。</translation>
    </message>
    <message>
        <source>{n} pictures are only on the server. Last try: {why}.</source>
        <translation>{n} 张图片仍只在服务器上。上次尝试：{why}。</translation>
    </message>
    <message>
        <source>The service gave up after one minute</source>
        <translation>服务超时未完成（1 分钟）</translation>
    </message>
    <message>
        <source>The service gave up after {n} minutes</source>
        <translation>服务超时未完成（{n} 分钟）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Try to cancel</source>
        <translation>尝试取消</translation>
    </message>
    <message>
        <source>Trying to cancel</source>
        <translation>正在尝试取消</translation>
    </message>
    <message>
        <source>Too late to cancel</source>
        <translation>已无法取消</translation>
    </message>
    <message>
        <source>one day left</source>
        <translation>还剩 1 天</translation>
    </message>
    <message>
        <source>{n} days left</source>
        <translation>还剩 {n} 天</translation>
    </message>
    <message>
        <source>one hour left</source>
        <translation>还剩 1 小时</translation>
    </message>
    <message>
        <source>{n} hours left</source>
        <translation>还剩 {n} 小时</translation>
    </message>
    <message>
        <source>one minute left</source>
        <translation>还剩 1 分钟</translation>
    </message>
    <message>
        <source>{n} minutes left</source>
        <translation>还剩 {n} 分钟</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>剩余不到 1 分钟</translation>
    </message>
    <message>
        <source>The queue is paused.</source>
        <translation>队列已暂停。</translation>
    </message>
    <message>
        <source>The queue is paused, one job waits here and costs nothing.</source>
        <translation>队列已暂停，1 个任务在此等待，不产生费用。</translation>
    </message>
    <message>
        <source>The queue is paused, {n} jobs wait here and cost nothing.</source>
        <translation>队列已暂停，{n} 个任务在此等待，不产生费用。</translation>
    </message>
    <message>
        <source>Nothing is sent until you go on.</source>
        <translation>在你继续之前，不会发送任务。</translation>
    </message>
    <message>
        <source>One job waits here and costs nothing until you go on.</source>
        <translation>1 个任务在此等待，继续之前不产生费用。</translation>
    </message>
    <message>
        <source>{n} jobs wait here and cost nothing until you go on.</source>
        <translation>{n} 个任务在此等待，继续之前不产生费用。</translation>
    </message>
    <message>
        <source>Nothing is sent. One job waits until the key works.</source>
        <translation>没有发送任何内容。1 个任务等待密钥可用。</translation>
    </message>
    <message>
        <source>Nothing is sent. {n} jobs wait until the key works.</source>
        <translation>没有发送任何内容。{n} 个任务等待密钥可用。</translation>
    </message>
    <message>
        <source>One job was waiting</source>
        <translation>有 1 个任务在等待</translation>
    </message>
    <message>
        <source>{n} jobs were waiting</source>
        <translation>有 {n} 个任务在等待</translation>
    </message>
    <message>
        <source>It was not sent when the program ended and cost nothing. Send or discard it?</source>
        <translation>程序退出时它尚未发送，没有产生费用。发送还是放弃？</translation>
    </message>
    <message>
        <source>They were not sent when the program ended and cost nothing. Send or discard them?</source>
        <translation>程序退出时它们尚未发送，没有产生费用。发送还是放弃？</translation>
    </message>
    <message>
        <source>What was sent goes on at the service. Trying again by itself.</source>
        <translation>已发送的任务在服务端继续。会自动重试。</translation>
    </message>
</context>
<context>
    <name>originals</name>
    <message>
        <source>%1 was not saved</source>
        <translation>%1 未能保存</translation>
    </message>
    <message>
        <source>No file manager answered</source>
        <translation>没有文件管理器响应</translation>
    </message>
    <message>
        <source>It is at %1</source>
        <translation>文件位于 %1</translation>
    </message>
</context>
</TS>
