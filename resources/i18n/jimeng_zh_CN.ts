<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AddPage</name>
    <message>
        <source>Id of the model</source>
        <translation>模型 ID</translation>
    </message>
    <message>
        <source>An id has only letters, digits, dots, hyphens and underscores.</source>
        <translation>ID 只能包含字母、数字、点、连字符和下划线。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add and choose</source>
        <translation>添加并选用</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Its id, as the service&apos;s documentation writes it. It is kept in a file of your own models.</source>
        <translation>填写服务文档中的 ID，会保存到你的模型文件。</translation>
    </message>
</context>
<context>
    <name>Advanced</name>
    <message>
        <source>Callback address</source>
        <translation>回调地址</translation>
    </message>
    <message>
        <source>The service tells this address when a job ends. It must be public.</source>
        <translation>任务结束时，服务会通知这个地址。地址须能公开访问。</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>用户标识</translation>
    </message>
    <message>
        <source>for tracing, optional</source>
        <translation>用于追踪，可不填</translation>
    </message>
    <message>
        <source>Sent with every job, so that you can tell later whose it was.</source>
        <translation>随每个任务一起发送，便于日后查出是谁的任务。</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>AwayPopover</name>
    <message>
        <source>While you were away</source>
        <translation>你离开期间</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 only on the server · %3</source>
        <translation>%2 张中有 %1 张仅在服务器上 · %3</translation>
    </message>
    <message>
        <source>Fetch now</source>
        <translation>立即取回</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
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
    <name>Card</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
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
    <name>CollectionList</name>
    <message>
        <source>Collections</source>
        <translation>收藏集</translation>
    </message>
</context>
<context>
    <name>CollectionMenu</name>
    <message>
        <source>New collection of what is selected…</source>
        <translation>用选中的图片新建收藏集…</translation>
    </message>
    <message>
        <source>Keep what is looked for as a collection…</source>
        <translation>把当前查找存为智能收藏集…</translation>
    </message>
    <message>
        <source>Collections…</source>
        <translation>收藏集…</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>新建收藏集…</translation>
    </message>
    <message>
        <source>Take out of “%1”</source>
        <translation>从“%1”中移出</translation>
    </message>
    <message>
        <source>Put into a collection</source>
        <translation>加入收藏集</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>Collections</name>
    <message>
        <source>Name of the collection</source>
        <translation>收藏集名称</translation>
    </message>
    <message>
        <source>Remove the collection “%1”?</source>
        <translation>删除收藏集“%1”？</translation>
    </message>
    <message>
        <source>The pictures stay in the library.</source>
        <translation>图片仍保留在图库中。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>CollectionsWindow</name>
    <message>
        <source>Collections</source>
        <translation>收藏集</translation>
    </message>
    <message>
        <source>Drag to put them in order, or Alt+↑ and Alt+↓.</source>
        <translation>拖动可调整顺序，也可用 Alt+↑ 和 Alt+↓。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>found anew each time</source>
        <translation>每次自动查找</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>To the prompt</source>
        <translation>转到提示词</translation>
    </message>
    <message>
        <source>Search prompts</source>
        <translation>搜索提示词</translation>
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
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
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
        <translation>演示模式不需要密钥</translation>
    </message>
    <message>
        <source>Receipts…</source>
        <translation>收据…</translation>
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
        <source>Arrange</source>
        <translation>排列</translation>
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
    <message>
        <source>Generate, to the front</source>
        <translation>生成并排到最前</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Use the real service…</source>
        <translation>使用正式服务…</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>打开演示模式</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
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
        <source>Pictures</source>
        <translation>图片数</translation>
    </message>
    <message>
        <source>How many pictures each job asks for; each is billed</source>
        <translation>每个任务请求的图片数，按张计费</translation>
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
    <message>
        <source>Choose another model</source>
        <translation>请换一个模型</translation>
    </message>
    <message>
        <source>Choose another ratio</source>
        <translation>请换一个比例</translation>
    </message>
    <message>
        <source>Choose another resolution</source>
        <translation>请换一个分辨率</translation>
    </message>
    <message>
        <source>Ask for fewer pictures</source>
        <translation>请减少图片数量</translation>
    </message>
    <message>
        <source>Check the callback address</source>
        <translation>请检查回调地址</translation>
    </message>
    <message>
        <source>Check the user ID</source>
        <translation>请检查用户 ID</translation>
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
    <name>DiskUse</name>
    <message>
        <source>Disk use</source>
        <translation>占用空间</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>No picture is saved yet.</source>
        <translation>还没有已保存的图片。</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
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
        <translation>在左侧写下提示词，按“生成”；或选一条开始，只会填写表单。</translation>
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
        <translation>晨光里层叠的山峦</translation>
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
    <message>
        <source>all keys</source>
        <translation>全部快捷键</translation>
    </message>
</context>
<context>
    <name>ExampleChoice</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
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
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原文件</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Original size</source>
        <translation>原尺寸</translation>
    </message>
    <message>
        <source>Long edge at most</source>
        <translation>长边不超过</translation>
    </message>
    <message>
        <source>Longest edge in pixels</source>
        <translation>最长边的像素数</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Put a field into the name</source>
        <translation>在文件名中插入字段</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>加序号</translation>
    </message>
    <message>
        <source>If the name is taken</source>
        <translation>遇到同名</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>Export %n picture(s)</source>
        <translation>
            <numerusform>导出 %n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>Originals stay as they are; copies are exported</source>
        <translation>原图保持不变，导出的是副本</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) can&apos;t be converted here: exported as they are</source>
        <translation>
            <numerusform>%n 张图片无法转换，将按原样导出</numerusform>
        </translation>
    </message>
    <message>
        <source>never enlarged</source>
        <translation>不放大</translation>
    </message>
    <message>
        <source>This folder is not there at the moment.</source>
        <translation>这个文件夹现在不存在。</translation>
    </message>
    <message>
        <source>This folder will be created.</source>
        <translation>将新建此文件夹。</translation>
    </message>
    <message>
        <source>Enter the whole path, such as ~/Pictures.</source>
        <translation>请输入完整路径，例如 ~/Pictures。</translation>
    </message>
    <message>
        <source>This is not a folder. Choose another one.</source>
        <translation>这不是文件夹，请另选一个。</translation>
    </message>
    <message>
        <source>This folder can&apos;t be written to. Choose another one.</source>
        <translation>无法写入此文件夹，请另选一个。</translation>
    </message>
    <message>
        <source>Windows&apos; Controlled folder access keeps the program out of it.</source>
        <translation>Windows 的“受控文件夹访问”阻止了本程序写入。</translation>
    </message>
    <message numerus="yes">
        <source>Export %n</source>
        <translation>
            <numerusform>导出 %n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Save to</source>
        <translation>存到</translation>
    </message>
    <message>
        <source>Name taken</source>
        <translation>遇到同名</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>First words of the prompt</source>
        <translation>提示词前几个字</translation>
    </message>
    <message>
        <source>Number in this export</source>
        <translation>本次导出的序号</translation>
    </message>
    <message>
        <source>Number in its job</source>
        <translation>任务内的序号</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Id of the job</source>
        <translation>任务编号</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Example: %1</source>
        <translation>例：%1</translation>
    </message>
</context>
<context>
    <name>ExportProgress</name>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Exporting %1 of %2</source>
        <translation>正在导出第 %1 张，共 %2 张</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) exported to %1</source>
        <translation>
            <numerusform>%n 张图片已导出到 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Copying %1 of %2</source>
        <translation>正在复制第 %1 张，共 %2 张</translation>
    </message>
    <message>
        <source>Stopped: %1 of %2 written</source>
        <translation>已停止：共 %2 张，已写入 %1 张</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) copied to %1</source>
        <translation>
            <numerusform>%n 张图片已复制到 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was written</source>
        <translation>没有写入任何文件</translation>
    </message>
    <message numerus="yes">
        <source>%n skipped</source>
        <translation>
            <numerusform>跳过 %n 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>失败 %n 张</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FactRows</name>
    <message>
        <source>Copy the task id</source>
        <translation>复制任务编号</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Try the link again, which costs nothing</source>
        <translation>重试链接，不收费</translation>
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
        <source>Link</source>
        <translation>链接</translation>
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
        <source>not saved, its link can&apos;t be fetched</source>
        <translation>未保存，链接无法获取</translation>
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
        <source>empty</source>
        <translation>空</translation>
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
    <name>FilterBar</name>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Picked alone</source>
        <translation>只看选用</translation>
    </message>
    <message>
        <source>Rejected alone</source>
        <translation>只看弃用</translation>
    </message>
    <message>
        <source>Rating and colour</source>
        <translation>评级与颜色</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>收藏集</translation>
    </message>
    <message>
        <source>Filters: %1</source>
        <translation>筛选：%1</translation>
    </message>
</context>
<context>
    <name>FilterButton</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>Collection</source>
        <translation>收藏集</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Library folder</source>
        <translation>图库文件夹</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Try the demo, no key, no cost</source>
        <translation>先用演示模式，无需密钥，不产生费用</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Put it in the form</source>
        <translation>填入表单</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Continue untested</source>
        <translation>不测试，继续</translation>
    </message>
    <message>
        <source>The key works</source>
        <translation>密钥可用</translation>
    </message>
</context>
<context>
    <name>Fold</name>
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
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n 个已取消</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>%1: choose</source>
        <translation>%1：选择</translation>
    </message>
</context>
<context>
    <name>FolderStep</name>
    <message>
        <source>Library folder</source>
        <translation>图库文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Where should pictures live?</source>
        <translation>图片存放在哪里？</translation>
    </message>
    <message>
        <source>Every original is kept here, to the byte.</source>
        <translation>每张原图都原样保存在这里。</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>This folder can&apos;t be written to. Please choose another one.</source>
        <translation>这个文件夹无法写入，请另选一个。</translation>
    </message>
    <message>
        <source>Windows&apos; Controlled folder access keeps the program out of it. Allow it in Windows Security, or choose another.</source>
        <translation>Windows 的“受控文件夹访问”不允许本程序写入。请在“Windows 安全中心”中允许它，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>This is not a folder. Please choose another one.</source>
        <translation>这不是文件夹，请另选一个。</translation>
    </message>
</context>
<context>
    <name>Found</name>
    <message>
        <source>Order of “%1”</source>
        <translation>“%1”的顺序</translation>
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
        <source>Copy prompt</source>
        <translation>复制提示词</translation>
    </message>
    <message>
        <source>Copy task id</source>
        <translation>复制任务 ID</translation>
    </message>
    <message>
        <source>Open	Enter</source>
        <translation>打开	Enter</translation>
    </message>
    <message>
        <source>Put into a collection</source>
        <translation>加入收藏集</translation>
    </message>
    <message>
        <source>Recipe into the form	R</source>
        <translation>配方填入表单	R</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>%1. %2. %3</source>
        <translation>%1。%2。%3</translation>
    </message>
    <message>
        <source>Picture %1 of %2, %3: %4</source>
        <translation>第 %1 张，共 %2 张，%3：%4</translation>
    </message>
    <message>
        <source>rated %1 of %2</source>
        <translation>评级 %1/%2</translation>
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
    <message numerus="yes">
        <source>%n picked</source>
        <translation>
            <numerusform>选用 %n 张</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>Generate %n job(s)</source>
        <translation>
            <numerusform>生成 %n 个任务</numerusform>
        </translation>
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
    <name>HeaderButtons</name>
    <message>
        <source>Recipe into the form</source>
        <translation>将配方填入表单</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>HeldSends</name>
    <message numerus="yes">
        <source>Generate %n job(s)</source>
        <translation>
            <numerusform>生成 %n 个任务</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Prompt history</source>
        <translation>提示词历史</translation>
    </message>
    <message>
        <source>Search prompts</source>
        <translation>搜索提示词</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Past prompts, newest first</source>
        <translation>用过的提示词，最近的在前</translation>
    </message>
    <message>
        <source>What you generate can be found here again.</source>
        <translation>生成过的提示词会列在这里。</translation>
    </message>
    <message>
        <source>No prompt has these words.</source>
        <translation>没有含这些字词的提示词。</translation>
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
    <name>Judging</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>not in this view</source>
        <translation>不在当前视图中</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>已撤销：%1</translation>
    </message>
    <message>
        <source>Redone: %1</source>
        <translation>已重做：%1</translation>
    </message>
    <message numerus="yes">
        <source>%1 on %n picture(s)</source>
        <translation>
            <numerusform>%n 张图片：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n 星</numerusform>
        </translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>无星级</translation>
    </message>
    <message>
        <source>No flag</source>
        <translation>无旗标</translation>
    </message>
    <message>
        <source>No colour</source>
        <translation>无颜色</translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message>
        <source>API key</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>使用此密钥</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>密钥名称</translation>
    </message>
    <message>
        <source>A name, where you have several</source>
        <translation>名称（有多个密钥时使用）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The key of your account at %1.</source>
        <translation>你在 %1 的账户密钥。</translation>
    </message>
</context>
<context>
    <name>KeyEntry</name>
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
        <source>Kept in the system keychain, never in a file or a log.</source>
        <translation>保存在系统钥匙串里，不写入文件或日志。</translation>
    </message>
    <message>
        <source>There is no system keychain here: the key is kept until the program ends.</source>
        <translation>这台电脑没有系统钥匙串：密钥只保留到程序退出。</translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation>正在询问服务…</translation>
    </message>
    <message>
        <source>The key works. The test was free.</source>
        <translation>密钥可用。测试不收费。</translation>
    </message>
    <message>
        <source>The service doesn&apos;t take this key. The test was free.</source>
        <translation>服务不接受这个密钥。测试不收费。</translation>
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
        <source>The key could not be checked. You can still use it.</source>
        <translation>无法验证密钥，但仍可使用。</translation>
    </message>
    <message>
        <source>The key could not be checked: %1. You can still use it.</source>
        <translation>无法验证密钥：%1。仍可使用。</translation>
    </message>
    <message>
        <source>A key can’t contain “%1”. Copy it again; the service was not asked.</source>
        <translation>密钥中不会有“%1”，请重新复制；尚未询问服务。</translation>
    </message>
    <message>
        <source>A test costs nothing: it only asks whether the key is taken.</source>
        <translation>测试不收费：只询问密钥是否可用。</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>隐藏密钥</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Key that new jobs are sent with</source>
        <translation>新任务使用的密钥</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Forget the key…</source>
        <translation>忘记密钥…</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Enter a key</source>
        <translation>填写密钥</translation>
    </message>
    <message>
        <source>Enter key…</source>
        <translation>输入密钥…</translation>
    </message>
</context>
<context>
    <name>KeyStep</name>
    <message>
        <source>Pictures are made by the MaxAPI service, with your own account.</source>
        <translation>图片由 MaxAPI 服务生成，使用你自己的账户。</translation>
    </message>
    <message>
        <source>Add your API key</source>
        <translation>填写 API 密钥</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>A key is in use already. Paste another one to replace it.</source>
        <translation>已有可用的密钥。粘贴新的密钥即可替换。</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Key %1</source>
        <translation>密钥 %1</translation>
    </message>
</context>
<context>
    <name>KeysWindow</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Making</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>图片墙</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>放大查看</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Generate, to the front</source>
        <translation>生成并排到队首</translation>
    </message>
    <message>
        <source>To the prompt</source>
        <translation>转到提示词</translation>
    </message>
    <message>
        <source>Search prompts</source>
        <translation>搜索提示词</translation>
    </message>
    <message>
        <source>Earlier and later prompts</source>
        <translation>较早与较新的提示词</translation>
    </message>
    <message>
        <source>From picture to picture</source>
        <translation>在图片间移动</translation>
    </message>
    <message>
        <source>Open in the loupe</source>
        <translation>放大查看</translation>
    </message>
    <message>
        <source>Pick, reject, no flag</source>
        <translation>选用、弃用、无旗标</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>星级</translation>
    </message>
    <message>
        <source>Red, yellow, green, blue</source>
        <translation>红、黄、绿、蓝</translation>
    </message>
    <message>
        <source>Undo sending or marking</source>
        <translation>撤销发送或标记</translation>
    </message>
    <message>
        <source>Move in a collection</source>
        <translation>在收藏集中移动</translation>
    </message>
    <message>
        <source>Recipe into the form</source>
        <translation>配方填入表单</translation>
    </message>
    <message>
        <source>Show or hide the inspector</source>
        <translation>显示或隐藏检查器</translation>
    </message>
    <message>
        <source>Show or hide both panels</source>
        <translation>显示或隐藏两侧面板</translation>
    </message>
    <message>
        <source>Copy the file</source>
        <translation>复制文件</translation>
    </message>
    <message>
        <source>Copy the picture itself</source>
        <translation>复制图像</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>保存副本</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Larger and smaller pictures</source>
        <translation>放大与缩小图片</translation>
    </message>
    <message>
        <source>Picture before and after</source>
        <translation>上一张与下一张</translation>
    </message>
    <message>
        <source>Fit, or one pixel to one</source>
        <translation>适应窗口或 100 %</translation>
    </message>
    <message>
        <source>Closer and further away</source>
        <translation>放大与缩小</translation>
    </message>
    <message>
        <source>Look around, magnified</source>
        <translation>放大后四处看</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Back to the gallery</source>
        <translation>返回图片墙</translation>
    </message>
    <message>
        <source>Next and previous pane</source>
        <translation>下一个与上一个窗格</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>本列表</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Single keys act outside text fields only.</source>
        <translation>单个按键只在文本框之外起作用。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
    <name>ListButton</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
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
    <message numerus="yes">
        <source>Not sent: %n job(s)</source>
        <translation>
            <numerusform>未发送：%n 个任务</numerusform>
        </translation>
    </message>
    <message>
        <source>Already sent</source>
        <translation>已经发送</translation>
    </message>
</context>
<context>
    <name>MarkCommands</name>
    <message>
        <source>Flag</source>
        <translation>旗标</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>选用</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>弃用</translation>
    </message>
    <message>
        <source>No flag</source>
        <translation>无旗标</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评级</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>无星级</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>No colour</source>
        <translation>无颜色</translation>
    </message>
</context>
<context>
    <name>MarksBar</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n 星</numerusform>
        </translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评级</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Pick (P)</source>
        <translation>选用（P）</translation>
    </message>
    <message>
        <source>Reject (X)</source>
        <translation>弃用（X）</translation>
    </message>
</context>
<context>
    <name>Missing</name>
    <message>
        <source>Where are the missing pictures now?</source>
        <translation>缺少的图片现在在哪里？</translation>
    </message>
    <message>
        <source>%1 has no files with their names and content. Nothing was changed.</source>
        <translation>%1 中没有名称和内容相同的文件。未作任何更改。</translation>
    </message>
    <message>
        <source>None of the missing pictures is there</source>
        <translation>那里没有缺少的图片</translation>
    </message>
    <message numerus="yes">
        <source>The files of %n picture(s) are missing</source>
        <translation>
            <numerusform>找不到 %n 张图片的文件</numerusform>
        </translation>
    </message>
    <message>
        <source>If you have moved them, choose the folder that they are in now. Nothing is paid again.</source>
        <translation>如果移动过，请选择它们现在所在的文件夹。不会再次付费。</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>查找…</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Favourite (F)</source>
        <translation>收藏 (F)</translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>ModelPopover</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Add a model by its id…</source>
        <translation>按 ID 添加模型…</translation>
    </message>
    <message>
        <source>Find a model</source>
        <translation>查找模型</translation>
    </message>
    <message>
        <source>Nothing found for “%1”.</source>
        <translation>没有找到“%1”。</translation>
    </message>
</context>
<context>
    <name>ModelRows</name>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Other models</source>
        <translation>其他模型</translation>
    </message>
    <message>
        <source>Added by its id</source>
        <translation>按 ID 添加</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>已收藏</translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>No prompt has all of “%1” and fits the filters.</source>
        <translation>没有提示词同时包含“%1”并符合筛选条件。</translation>
    </message>
    <message>
        <source>No prompt has all of “%1”. From three letters on, parts of words count too.</source>
        <translation>没有提示词同时包含“%1”。三个字母以上时，也会匹配单词的一部分。</translation>
    </message>
    <message>
        <source>Nothing fits.</source>
        <translation>没有符合条件的任务。</translation>
    </message>
</context>
<context>
    <name>Openers</name>
    <message numerus="yes">
        <source>%n picture(s) are still to be exported</source>
        <translation>
            <numerusform>还有 %n 张图片待导出</numerusform>
        </translation>
    </message>
    <message>
        <source>What has been written stays. The rest can be exported again from the originals.</source>
        <translation>已写出的会保留，其余的可以随时从原图再次导出。</translation>
    </message>
    <message>
        <source>Leave anyway</source>
        <translation>仍要离开</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>仍要关闭</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Send this job again?</source>
        <translation>要再次发送这个任务吗？</translation>
    </message>
    <message>
        <source>No answer came, so it may have been accepted: sending it again may be charged twice.</source>
        <translation>没有收到答复，任务可能已被接受。再次发送可能重复扣费。</translation>
    </message>
    <message>
        <source>The reply was unclear, so it may have been accepted: sending it again may be charged twice.</source>
        <translation>答复不明确，任务可能已被接受：再次发送可能重复扣费。</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>Count this job as lost?</source>
        <translation>把这个任务记为丢失？</translation>
    </message>
    <message>
        <source>Nothing more is expected of it, and this can&apos;t be undone. Its receipt stays.</source>
        <translation>将不再等待它的结果，且无法撤销。收据会保留。</translation>
    </message>
    <message>
        <source>Count as lost</source>
        <translation>记为丢失</translation>
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
    <message>
        <source>Version %1. Makes, sorts and keeps pictures with the Jimeng image models.</source>
        <translation>版本 %1。用即梦图像模型生成、整理并保存图片。</translation>
    </message>
    <message>
        <source>Jimeng Desktop</source>
        <translation>即梦桌面版</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>No setting is called “%1”.</source>
        <translation>没有与“%1”匹配的设置。</translation>
    </message>
</context>
<context>
    <name>PictureActions</name>
    <message>
        <source>%1 can&apos;t be read</source>
        <translation>无法读取 %1</translation>
    </message>
    <message numerus="yes">
        <source>Save copies of %n picture(s) to</source>
        <translation>
            <numerusform>把 %n 张图片的副本存到</numerusform>
        </translation>
    </message>
    <message>
        <source>Save to</source>
        <translation>存到</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be exported</source>
        <translation>
            <numerusform>%n 张图片未能导出</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>另外还有 %n 张。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open %n picture(s)?</source>
        <translation>
            <numerusform>打开 %n 张图片？</numerusform>
        </translation>
    </message>
    <message>
        <source>Each may get a window of its own.</source>
        <translation>每张图片可能各开一个窗口。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>%1 could not be started</source>
        <translation>无法启动 %1</translation>
    </message>
    <message>
        <source>No program opens %1</source>
        <translation>没有程序能打开 %1</translation>
    </message>
    <message>
        <source>Open with</source>
        <translation>打开方式</translation>
    </message>
    <message>
        <source>%1 could not be created</source>
        <translation>无法新建 %1</translation>
    </message>
</context>
<context>
    <name>PictureCommands</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy as bitmap</source>
        <translation>复制为位图</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存副本…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Recipe into the form</source>
        <translation>配方填入表单</translation>
    </message>
    <message>
        <source>Copy the prompt</source>
        <translation>复制提示词</translation>
    </message>
    <message>
        <source>Copy the task id</source>
        <translation>复制任务编号</translation>
    </message>
    <message>
        <source>Open with</source>
        <translation>打开方式</translation>
    </message>
    <message>
        <source>The system&apos;s program</source>
        <translation>系统默认程序</translation>
    </message>
    <message>
        <source>Another program…</source>
        <translation>其他程序…</translation>
    </message>
</context>
<context>
    <name>Placeholder</name>
    <message>
        <source>Recipe kept</source>
        <translation>配方已保留</translation>
    </message>
    <message>
        <source>Link can&apos;t be fetched</source>
        <translation>链接无法获取</translation>
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
    <name>PromptStep</name>
    <message>
        <source>Make a first picture</source>
        <translation>生成第一张图片</translation>
    </message>
    <message>
        <source>Choose a prompt to start from. Nothing is sent before you press Generate.</source>
        <translation>选一条提示词开始。按下“生成”之前不会发送任何内容。</translation>
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
    <name>PromptTools</name>
    <message>
        <source>Prompt history</source>
        <translation>提示词历史</translation>
    </message>
    <message>
        <source>Prompt history (%1)</source>
        <translation>提示词历史（%1）</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Clear the prompt</source>
        <translation>清空提示词</translation>
    </message>
    <message>
        <source>Copy the prompt</source>
        <translation>复制提示词</translation>
    </message>
    <message>
        <source>Advanced…</source>
        <translation>高级…</translation>
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
    <message>
        <source>%1 · a new try is a new paid job</source>
        <translation>%1 · 再试一次是新的付费任务</translation>
    </message>
    <message>
        <source>Makes a new paid job of the same recipe</source>
        <translation>用同样的配方新建一个付费任务</translation>
    </message>
    <message>
        <source>Fetching · %1 of %2</source>
        <translation>正在取回 · %1 / %2</translation>
    </message>
    <message>
        <source>%1 · %2 of %3 MB</source>
        <translation>%1 · %2 / %3 MB</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
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
        <source>Needs you</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>Making</source>
        <translation>生成中</translation>
    </message>
    <message>
        <source>Kept back from last time</source>
        <translation>上次留下的任务</translation>
    </message>
    <message>
        <source>Waiting here</source>
        <translation>在此等待</translation>
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
        <source>free to cancel</source>
        <translation>可免费取消</translation>
    </message>
</context>
<context>
    <name>QueueMenu</name>
    <message>
        <source>To the front</source>
        <translation>排到最前</translation>
    </message>
    <message>
        <source>Show in the gallery</source>
        <translation>在图片墙中显示</translation>
    </message>
    <message>
        <source>Recipe into the form</source>
        <translation>将配方填入表单</translation>
    </message>
    <message>
        <source>Cancel all waiting jobs</source>
        <translation>取消全部等待中的任务</translation>
    </message>
    <message>
        <source>Kept back: %1</source>
        <translation>上次留下的任务：%1</translation>
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
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>QueueRow</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Alt+↑ and Alt+↓ change its place</source>
        <translation>Alt+↑ 和 Alt+↓ 调整顺序</translation>
    </message>
</context>
<context>
    <name>Receipts</name>
    <message>
        <source>Sent</source>
        <translation>发送时间</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>预估费用</translation>
    </message>
    <message>
        <source>Task ID</source>
        <translation>任务编号</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>答复时间</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Pictures saved</source>
        <translation>已保存图片</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Fingerprint of the key</source>
        <translation>密钥指纹</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果代码</translation>
    </message>
    <message>
        <source>The service&apos;s words</source>
        <translation>服务的答复原文</translation>
    </message>
</context>
<context>
    <name>ReceiptsView</name>
    <message>
        <source>Receipts, newest first</source>
        <translation>收据，最新的在前</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy task ID</source>
        <translation>复制任务编号</translation>
    </message>
</context>
<context>
    <name>ReceiptsWindow</name>
    <message>
        <source>Receipts</source>
        <translation>收据</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时间段</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The receipts are still being read</source>
        <translation>收据还在读取中</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>There is nothing to export</source>
        <translation>没有可导出的内容</translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s) written to %1</source>
        <translation>
            <numerusform>%n 张收据已写入 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n 个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) saved</source>
        <translation>
            <numerusform>已保存 %n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>estimate %1</source>
        <translation>预估 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n without an estimate</source>
        <translation>
            <numerusform>%n 笔没有预估</numerusform>
        </translation>
    </message>
    <message>
        <source>No receipts in this period</source>
        <translation>这段时间没有收据</translation>
    </message>
    <message>
        <source>Every job that is sent leaves one here, whatever came of it.</source>
        <translation>每个发送出去的任务都会在这里留下一张收据，无论结果如何。</translation>
    </message>
</context>
<context>
    <name>SectionList</name>
    <message>
        <source>Sections</source>
        <translation>分类</translation>
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
        <source>Show them in the form, one of %1</source>
        <translation>在表单中逐个显示（共 %1 个）</translation>
    </message>
    <message>
        <source>That could not be kept, so it was taken back</source>
        <translation>未能保存，已撤回</translation>
    </message>
    <message>
        <source>That could not be undone: %1</source>
        <translation>无法撤销：%1</translation>
    </message>
    <message>
        <source>That could not be looked up</source>
        <translation>查找未能完成</translation>
    </message>
    <message>
        <source>There is no system keychain here: it is forgotten when the program ends.</source>
        <translation>这台电脑没有系统钥匙串：程序退出后密钥不会保留。</translation>
    </message>
    <message>
        <source>The system&apos;s keychain did not take it (%1): it is forgotten when the program ends.</source>
        <translation>系统钥匙串未能保存密钥（%1）：程序退出后密钥不会保留。</translation>
    </message>
    <message>
        <source>The key is used now, but not kept</source>
        <translation>密钥已启用，但没有保存</translation>
    </message>
    <message>
        <source>Nothing is sent and nothing costs. Your own pictures are at the real service.</source>
        <translation>不发送任何内容，也不产生费用。你自己的图片在正式服务的图库里。</translation>
    </message>
    <message>
        <source>Use the real service</source>
        <translation>使用正式服务</translation>
    </message>
    <message>
        <source>This is the demo, as when you left</source>
        <translation>现在是演示模式，和上次退出时一样</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Restart now</source>
        <translation>立即重启</translation>
    </message>
    <message>
        <source>After a restart. Move your pictures there before, else they are missing.</source>
        <translation>重启后生效。请先把图片移过去，否则会显示缺失。</translation>
    </message>
    <message>
        <source>Takes effect after a restart.</source>
        <translation>重启后生效。</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Restore defaults…</source>
        <translation>恢复默认值…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Changes apply at once</source>
        <translation>更改立即生效</translation>
    </message>
    <message>
        <source>Only a manual proxy has an address.</source>
        <translation>仅手动代理需要填写地址。</translation>
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
    <message numerus="yes">
        <source>%n file(s) missing</source>
        <translation>
            <numerusform>缺少 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>All saved</source>
        <translation>已全部保存</translation>
    </message>
    <message numerus="yes">
        <source>Today %n picture(s)</source>
        <translation>
            <numerusform>今天 %n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>Finds the missing files</source>
        <translation>查找缺少的文件</translation>
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
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已选 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Opens the queue</source>
        <translation>打开队列</translation>
    </message>
    <message>
        <source>Shows the library folder</source>
        <translation>显示图库文件夹</translation>
    </message>
    <message>
        <source>Goes to what is selected</source>
        <translation>转到所选图片</translation>
    </message>
    <message>
        <source>Goes to the newest pictures</source>
        <translation>转到最新图片</translation>
    </message>
    <message>
        <source>Asks the service now</source>
        <translation>立即查询服务</translation>
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
    <name>Strip</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
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
        <translation>不发送任何内容，也不产生费用：图片在这台电脑上绘制。</translation>
    </message>
    <message>
        <source>Pictures are made by %1 and paid with your points.</source>
        <translation>图片由 %1 生成，会消耗你的积分。</translation>
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
        <source>Search prompts</source>
        <translation>搜索提示词</translation>
    </message>
    <message>
        <source>Search prompts (%1)</source>
        <translation>搜索提示词（%1）</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>图片大小</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>排列</translation>
    </message>
    <message>
        <source>Settings (%1)</source>
        <translation>设置（%1）</translation>
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
</context>
<context>
    <name>Unshown</name>
    <message>
        <source>Too many pixels</source>
        <translation>像素过多</translation>
    </message>
    <message>
        <source>Arrived damaged</source>
        <translation>图片已损坏</translation>
    </message>
    <message>
        <source>What came is kept beside the others. The link no longer works.</source>
        <translation>收到的内容已另存。链接已失效。</translation>
    </message>
    <message>
        <source>What came is kept beside the others. The picture is fetched again.</source>
        <translation>收到的内容已另存，会再次下载。</translation>
    </message>
    <message>
        <source>%1 kept, not shown here</source>
        <translation>%1 已保存，此处无法显示</translation>
    </message>
    <message>
        <source>It is saved as it came. Open it in another program.</source>
        <translation>已按原样保存，请用其他程序打开。</translation>
    </message>
    <message>
        <source>Open elsewhere</source>
        <translation>用其他程序打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Fetches it again, which costs nothing</source>
        <translation>再次下载，不收费</translation>
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
    <name>_Receipts</name>
    <message>
        <source>Export receipts</source>
        <translation>导出收据</translation>
    </message>
</context>
<context>
    <name>_Settings</name>
    <message>
        <source>a red fox in snow</source>
        <translation>雪地里的红狐</translation>
    </message>
    <message>
        <source>The demo asks no service.</source>
        <translation>演示不连接任何服务。</translation>
    </message>
    <message>
        <source>The command line has named another address, until the program ends.</source>
        <translation>命令行指定了另一个地址，程序退出前以它为准。</translation>
    </message>
    <message>
        <source>This build was given no page to look at.</source>
        <translation>此版本没有可供查看的发布页。</translation>
    </message>
    <message>
        <source>Your system sets QT_SCALE_FACTOR, which has the last word.</source>
        <translation>系统设置了 QT_SCALE_FACTOR，以它为准。</translation>
    </message>
    <message>
        <source>Restore the defaults?</source>
        <translation>要恢复默认值吗？</translation>
    </message>
    <message>
        <source>Everything here goes back to how it came. The key and the library folder stay.</source>
        <translation>这里的所有设置都会恢复原样。密钥和图库文件夹保持不变。</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation>图库文件夹</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>密钥名称</translation>
    </message>
    <message>
        <source>Forget the key?</source>
        <translation>要忘记密钥吗？</translation>
    </message>
    <message>
        <source>It leaves the keychain. Until a key is entered again, nothing is sent or asked for.</source>
        <translation>密钥会从钥匙串中删除。重新输入密钥之前，不会发送或查询任何任务。</translation>
    </message>
    <message numerus="yes">
        <source>%n unfinished job(s) can only be fetched with it.</source>
        <translation>
            <numerusform>有 %n 个未完成的任务只能用它取回。</numerusform>
        </translation>
    </message>
    <message>
        <source>Forget the key</source>
        <translation>忘记密钥</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Save a copy</source>
        <translation>保存副本</translation>
    </message>
    <message>
        <source>Look in:</source>
        <translation>位置：</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>文件类型：</translation>
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
        <source>Check now</source>
        <translation>立即查询</translation>
    </message>
    <message>
        <source>Fetch now</source>
        <translation>立即取回</translation>
    </message>
    <message>
        <source>Try link again</source>
        <translation>重试链接</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Check key</source>
        <translation>检查密钥</translation>
    </message>
    <message>
        <source>Enter key</source>
        <translation>填写密钥</translation>
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
        <source>Count as lost…</source>
        <translation>记为丢失…</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Stopped by moderation</source>
        <translation>未通过内容审核</translation>
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
        <source>This job needs the key it was made with</source>
        <translation>此任务需要当初使用的密钥</translation>
    </message>
    <message>
        <source>It is only asked for with that key, at the service that took it. Put it back.</source>
        <translation>只能用该密钥、在原服务上查询。请重新填入该密钥。</translation>
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
        <source>It may have been accepted. The service has no list of tasks, so nobody can look it up. Sending again may be charged twice.</source>
        <translation>可能已被接受。服务不提供任务列表，所以无法查证。再次发送可能重复扣费。</translation>
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
        <source>What came is kept beside, and the picture is fetched again.</source>
        <translation>收到的内容已另存，图片会再次下载。</translation>
    </message>
    <message>
        <source>The picture may lack its end</source>
        <translation>图片可能不完整</translation>
    </message>
    <message>
        <source>The picture can&apos;t be shown here</source>
        <translation>此处无法显示这张图片</translation>
    </message>
    <message>
        <source>It is saved as it came. Another program may open it.</source>
        <translation>已按原样保存，可用其他程序打开。</translation>
    </message>
    <message>
        <source>The picture is too large</source>
        <translation>图片过大</translation>
    </message>
    <message>
        <source>It has more bytes or pixels than any model makes, and is fetched again.</source>
        <translation>字节数或像素数超过任何模型的产出，会再次下载。</translation>
    </message>
    <message>
        <source>The pictures may not fit on the disk</source>
        <translation>磁盘空间可能不足</translation>
    </message>
    <message>
        <source>Needed and free: {detail}. Nothing is sent until you go on.</source>
        <translation>需要与可用：{detail}。继续之前不会发送任何任务。</translation>
    </message>
    <message>
        <source>The disk refused to save</source>
        <translation>无法保存到磁盘</translation>
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
        <translation>没有改动任何内容：{detail}。</translation>
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
        <translation>填写你账户的密钥即可生成图片。</translation>
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
        <source>Windows&apos; Controlled folder access keeps programs out of it. Allow Jimeng Desktop in Windows Security under Ransomware protection, or choose another folder. Nothing is sent until then.</source>
        <translation>Windows 的“受控文件夹访问”不允许程序写入该文件夹。请在“Windows 安全中心”的“勒索软件防护”中允许即梦桌面版，或选择其他文件夹。在此之前不会发送任何任务。</translation>
    </message>
    <message>
        <source>Windows keeps it in OneDrive or on a server, which is out of reach now. Nothing is sent until it is there again.</source>
        <translation>Windows 把它放在 OneDrive 或服务器上，目前无法访问。在它恢复之前不会发送任何任务。</translation>
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
        <translation>没有改动任何内容。</translation>
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
        <source>Windows&apos; Controlled folder access keeps programs out of the copy&apos;s folder. Allow Jimeng Desktop in Windows Security under Ransomware protection, or choose another folder; the original is untouched.</source>
        <translation>Windows 的“受控文件夹访问”不允许程序写入副本所在的文件夹。请在“Windows 安全中心”的“勒索软件防护”中允许即梦桌面版，或选择其他文件夹；原图未受影响。</translation>
    </message>
    <message>
        <source>The copy&apos;s folder is in OneDrive or on a server, which is out of reach now; the original is untouched.</source>
        <translation>副本所在的文件夹位于 OneDrive 或服务器上，目前无法访问；原图未受影响。</translation>
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
        <translation>请先写提示词。</translation>
    </message>
    <message>
        <source>This model is not known here.</source>
        <translation>这里没有这个模型。</translation>
    </message>
    <message>
        <source>The model does not take this ratio.</source>
        <translation>这个模型不支持该比例。</translation>
    </message>
    <message>
        <source>The model does not take this resolution.</source>
        <translation>这个模型不支持该分辨率。</translation>
    </message>
    <message>
        <source>The model does not make that many pictures at once.</source>
        <translation>该模型一次不能生成这么多图片。</translation>
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
        <source>Waiting for its key</source>
        <translation>等待原密钥</translation>
    </message>
    <message>
        <source>No longer known there</source>
        <translation>服务端已无记录</translation>
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
    <message>
        <source>Your own models can&apos;t be read</source>
        <translation>无法读取你自己的模型</translation>
    </message>
    <message>
        <source>The model could not be added</source>
        <translation>未能添加模型</translation>
    </message>
    <message>
        <source>{what} Until that is mended only the built-in models are offered.</source>
        <translation>{what}修正之前，只提供内置模型。</translation>
    </message>
    <message>
        <source>{file} can&apos;t be opened: {detail}.</source>
        <translation>无法打开 {file}：{detail}。</translation>
    </message>
    <message>
        <source>Line {line} of {file} can&apos;t be understood.</source>
        <translation>{file} 第 {line} 行无法识别。</translation>
    </message>
    <message>
        <source>{file} can&apos;t be understood.</source>
        <translation>{file} 无法识别。</translation>
    </message>
    <message>
        <source>The model in line {line} of {file} has no id that can be used.</source>
        <translation>{file} 第 {line} 行的模型没有可用的 ID。</translation>
    </message>
    <message>
        <source>A model in {file} has no id that can be used.</source>
        <translation>{file} 中有一个模型没有可用的 ID。</translation>
    </message>
    <message>
        <source>The model in line {line} of {file} has “{detail}” set to something unusable.</source>
        <translation>{file} 第 {line} 行的模型，其“{detail}”的值无法使用。</translation>
    </message>
    <message>
        <source>A model in {file} has “{detail}” set to something unusable.</source>
        <translation>{file} 中有一个模型，其“{detail}”的值无法使用。</translation>
    </message>
    <message>
        <source>{file} can&apos;t be written: {detail}.</source>
        <translation>无法写入 {file}：{detail}。</translation>
    </message>
    <message>
        <source>A callback address begins with https:// and has no spaces.</source>
        <translation>回调地址须以 https:// 开头，且不含空格。</translation>
    </message>
    <message>
        <source>A callback address must not hold a user name or password.</source>
        <translation>回调地址不能含有用户名或密码。</translation>
    </message>
    <message>
        <source>The service can only call a public address on the internet.</source>
        <translation>服务只能访问互联网上的公开地址。</translation>
    </message>
    <message>
        <source>The callback address is too long.</source>
        <translation>回调地址太长。</translation>
    </message>
    <message>
        <source>A user ID has at most 128 characters.</source>
        <translation>用户标识最多 128 个字符。</translation>
    </message>
    <message>
        <source>The user ID holds characters that can&apos;t be printed.</source>
        <translation>用户标识含有无法显示的字符。</translation>
    </message>
    <message>
        <source>Not accepted. Another ratio may work.</source>
        <translation>未被接受。可以换个比例试试。</translation>
    </message>
    <message>
        <source>Not accepted. Another resolution may work.</source>
        <translation>未被接受。可以换个分辨率试试。</translation>
    </message>
    <message>
        <source>The service says: {detail}.</source>
        <translation>服务的说明：{detail}。</translation>
    </message>
    <message>
        <source>The service declined this prompt and made nothing. Change the wording first.</source>
        <translation>服务拒绝了这条提示词，没有生成图片。请先修改措辞。</translation>
    </message>
    <message>
        <source>General</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>How the program speaks, looks and moves.</source>
        <translation>程序的语言、外观与动效。</translation>
    </message>
    <message>
        <source>Service and key</source>
        <translation>服务与密钥</translation>
    </message>
    <message>
        <source>Who makes the pictures, and how this machine gets there.</source>
        <translation>由谁生成图片，以及本机如何连接。</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>Where your pictures are kept, and what they are called.</source>
        <translation>图片保存在哪里，叫什么名字。</translation>
    </message>
    <message>
        <source>Making pictures</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>What happens after you have pressed Generate.</source>
        <translation>按下“生成”之后会发生什么。</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>Each address has a key of its own. No key is ever written to a file or a log.</source>
        <translation>每个地址各有自己的密钥。密钥从不写入文件或日志。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The window changes at once.</source>
        <translation>窗口立即切换。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Both are neutral grey, so that nothing tints the pictures.</source>
        <translation>两种主题都是中性灰，不会影响看图的色彩。</translation>
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
        <source>Interface size</source>
        <translation>界面大小</translation>
    </message>
    <message>
        <source>Makes texts, buttons and icons larger; pictures stay sharp.</source>
        <translation>放大文字、按钮和图标；图片依然清晰。</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动效</translation>
    </message>
    <message>
        <source>Nothing fades and nothing turns.</source>
        <translation>不再淡入，也不再转动。</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>When your jobs are done or need you, and the program is in the background.</source>
        <translation>当程序在后台时，任务完成或需要你处理就会通知你。</translation>
    </message>
    <message>
        <source>Look for new versions</source>
        <translation>检查新版本</translation>
    </message>
    <message>
        <source>Once a day, at the program&apos;s own page. Nothing is downloaded.</source>
        <translation>每天一次，只查看本程序的发布页，不下载任何内容。</translation>
    </message>
    <message>
        <source>Address of the service</source>
        <translation>服务地址</translation>
    </message>
    <message>
        <source>A job is only ever asked for at the address that took it.</source>
        <translation>每个任务只向接收它的地址查询。</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>The way to the service and to the pictures.</source>
        <translation>连接服务和下载图片时使用。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>代理地址</translation>
    </message>
    <message>
        <source>Like http://proxy.example.com:8080</source>
        <translation>例如 http://proxy.example.com:8080</translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation>图库文件夹</translation>
    </message>
    <message>
        <source>Every original is kept here, to the byte.</source>
        <translation>每张原图都原样保存在这里。</translation>
    </message>
    <message>
        <source>Names of new pictures</source>
        <translation>新图片的名称</translation>
    </message>
    <message>
        <source>A slash makes a folder. Filled in: {year} {month} {day} {date} {time} {prompt} {n} {model} {ratio} {resolution} {id}</source>
        <translation>斜杠表示文件夹。可用：{year} {month} {day} {date} {time} {prompt} {n} {model} {ratio} {resolution} {id}</translation>
    </message>
    <message>
        <source>Undo sending for</source>
        <translation>可撤销发送的时间</translation>
    </message>
    <message>
        <source>So long a new job can be taken back for free. At 0 it is sent at once.</source>
        <translation>在此期间可免费撤回新任务。设为 0 则立即发送。</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Sends at once</source>
        <translation>同时发送</translation>
    </message>
    <message>
        <source>So many jobs leave this machine at the same time.</source>
        <translation>同时从本机发出的任务数。</translation>
    </message>
    <message>
        <source>Open jobs</source>
        <translation>进行中的任务</translation>
    </message>
    <message>
        <source>So many are at the service; the others wait here, where cancelling is free.</source>
        <translation>服务端同时处理的任务数；其余在此等待，可免费取消。</translation>
    </message>
    <message>
        <source>This is no address. One looks like https://api.example.com</source>
        <translation>这不是有效地址。地址形如 https://api.example.com</translation>
    </message>
    <message>
        <source>The address must be without user name, question mark and #.</source>
        <translation>地址中不能有用户名、问号和 #。</translation>
    </message>
    <message>
        <source>This would send the key unencrypted: the address must begin with https://</source>
        <translation>这样会以明文发送密钥：地址必须以 https:// 开头</translation>
    </message>
    <message>
        <source>Enter the proxy’s address; until then nothing changes.</source>
        <translation>请填写代理地址；在此之前不做更改。</translation>
    </message>
    <message>
        <source>This is no address of a proxy. One looks like http://proxy.example.com:8080</source>
        <translation>这不是有效的代理地址。地址形如 http://proxy.example.com:8080</translation>
    </message>
    <message>
        <source>SOCKS proxies can’t be used, only http:// and https://</source>
        <translation>不支持 SOCKS 代理，只支持 http:// 和 https://</translation>
    </message>
    <message>
        <source>Without user name and password, please: they would lie in a file that others can read.</source>
        <translation>请不要包含用户名和密码：它们会留在别人能读到的文件里。</translation>
    </message>
    <message>
        <source>The last part must give each picture a name.</source>
        <translation>最后一段必须给出图片的名称。</translation>
    </message>
    <message>
        <source>Names begin inside the library folder: no drive, / or ~.</source>
        <translation>名称须位于图库文件夹内：开头不能是盘符、/ 或 ~。</translation>
    </message>
    <message>
        <source>Names stay inside the library folder: no “..”.</source>
        <translation>名称须位于图库文件夹内：不能含“..”。</translation>
    </message>
    <message>
        <source>Between braces only the words below are known.</source>
        <translation>花括号内只能使用下面列出的词。</translation>
    </message>
    <message>
        <source>Windows&apos; Controlled folder access keeps the program out of it. Allow it in Windows Security, or choose another.</source>
        <translation>Windows 的“受控文件夹访问”不允许本程序写入。请在“Windows 安全中心”中允许它，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Nothing can be written there, so the folder stays as it was.</source>
        <translation>那里无法写入，文件夹保持不变。</translation>
    </message>
    <message>
        <source>Looking in the system’s keychain…</source>
        <translation>正在查找系统钥匙串…</translation>
    </message>
    <message>
        <source>No key yet</source>
        <translation>还没有密钥</translation>
    </message>
    <message>
        <source>Key kept in the system’s keychain</source>
        <translation>密钥保存在系统钥匙串中</translation>
    </message>
    <message>
        <source>Key used until the program ends, then forgotten</source>
        <translation>密钥使用到程序退出为止，不会保存</translation>
    </message>
    <message>
        <source>Key given by the environment variable MAXAPI_API_KEY</source>
        <translation>密钥来自环境变量 MAXAPI_API_KEY</translation>
    </message>
    <message>
        <source>No longer used, but the keychain did not let it go</source>
        <translation>已停用，但钥匙串未能删除它</translation>
    </message>
    <message>
        <source>The demo needs no key</source>
        <translation>演示不需要密钥</translation>
    </message>
    <message>
        <source>The settings could not be saved</source>
        <translation>设置未能保存</translation>
    </message>
    <message>
        <source>{why} Your changes apply now, but are lost when you quit.</source>
        <translation>{why}你的更改现在有效，但退出程序后会丢失。</translation>
    </message>
    <message>
        <source>{why} The program was not restarted: your changes would be lost.</source>
        <translation>{why}程序没有重启，否则你的更改会丢失。</translation>
    </message>
    <message>
        <source>The library folder was not changed</source>
        <translation>图库文件夹没有更改</translation>
    </message>
    <message>
        <source>The settings could not be saved. {why}</source>
        <translation>设置未能保存。{why}</translation>
    </message>
    <message>
        <source>There is no room for them on the disk.</source>
        <translation>磁盘空间不足，无法写入设置。</translation>
    </message>
    <message>
        <source>Their folder is not there: {detail}.</source>
        <translation>设置所在的文件夹不存在：{detail}。</translation>
    </message>
    <message>
        <source>Their folder can&apos;t be written to: {detail}.</source>
        <translation>设置所在的文件夹无法写入：{detail}。</translation>
    </message>
    <message>
        <source>Windows&apos; Controlled folder access keeps programs out of their folder. Allow Jimeng Desktop in Windows Security under Ransomware protection.</source>
        <translation>Windows 的“受控文件夹访问”不允许程序写入设置所在的文件夹。请在“Windows 安全中心”的“勒索软件防护”中允许即梦桌面版。</translation>
    </message>
    <message>
        <source>Their folder is in OneDrive or on a server, which is out of reach now.</source>
        <translation>设置所在的文件夹位于 OneDrive 或服务器上，目前无法访问。</translation>
    </message>
    <message>
        <source>The disk refused them: {detail}.</source>
        <translation>磁盘拒绝写入设置：{detail}。</translation>
    </message>
    <message>
        <source>The original can&apos;t be read as a whole picture.</source>
        <translation>原图无法完整读取。</translation>
    </message>
    <message>
        <source>It can&apos;t be converted here; as it is, it can be exported.</source>
        <translation>此处无法转换，可按原样导出。</translation>
    </message>
    <message>
        <source>The original is no longer where it was saved.</source>
        <translation>原图已不在保存的位置。</translation>
    </message>
    <message>
        <source>A name needs at least one letter or field.</source>
        <translation>文件名至少要有一个字或一个字段。</translation>
    </message>
    <message>
        <source>A name can&apos;t begin with a drive or a folder.</source>
        <translation>文件名不能以盘符或文件夹开头。</translation>
    </message>
    <message>
        <source>A name can&apos;t lead out of its folder.</source>
        <translation>文件名不能指向文件夹之外。</translation>
    </message>
    <message>
        <source>There is a field here that does not exist; + lists them all.</source>
        <translation>这里有不存在的字段；点 + 可查看全部字段。</translation>
    </message>
    <message>
        <source>A name can&apos;t hold / or \; choose the folder below.</source>
        <translation>文件名不能含有 / 或 \；请在下面选择文件夹。</translation>
    </message>
    <message>
        <source>its name was not found; is this computer online?</source>
        <translation>找不到服务的域名，电脑是否已联网？</translation>
    </message>
    <message>
        <source>it takes no connections at this address</source>
        <translation>该地址拒绝连接</translation>
    </message>
    <message>
        <source>no way leads there; is this computer online?</source>
        <translation>网络不通，电脑是否已联网？</translation>
    </message>
    <message>
        <source>the connection would not be secure</source>
        <translation>连接不安全</translation>
    </message>
    <message>
        <source>no answer came in time</source>
        <translation>超时无响应</translation>
    </message>
    <message>
        <source>the proxy does not lead there</source>
        <translation>代理无法到达</translation>
    </message>
    <message>
        <source>SOCKS proxies are not supported, only http:// and https://</source>
        <translation>不支持 SOCKS 代理，只支持 http:// 和 https://</translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>its answer can&apos;t be read</source>
        <translation>返回内容无法识别</translation>
    </message>
    <message>
        <source>its address can&apos;t be used</source>
        <translation>地址无法使用</translation>
    </message>
    <message>
        <source>the network failed</source>
        <translation>网络出错</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>正在取回</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Partly saved</source>
        <translation>部分已保存</translation>
    </message>
    <message>
        <source>The list was not written: {detail}.</source>
        <translation>列表未能写入：{detail}。</translation>
    </message>
    <message>
        <source>The list was not written: its folder is not there.</source>
        <translation>列表未能写入：文件夹不存在。</translation>
    </message>
    <message>
        <source>The list was not written: its place can&apos;t be written to, or another program has it open.</source>
        <translation>列表未能写入：该位置无法写入，或文件已在其他程序中打开。</translation>
    </message>
    <message>
        <source>The list was not written: there is no room for it.</source>
        <translation>列表未能写入：磁盘空间不足。</translation>
    </message>
    <message>
        <source>While you were away</source>
        <translation>你离开期间</translation>
    </message>
    <message>
        <source>one picture is only on the server, {left}</source>
        <translation>1 张图片仅在服务器上，{left}</translation>
    </message>
    <message>
        <source>{n} pictures are only on the server, {left}</source>
        <translation>{n} 张图片仅在服务器上，{left}</translation>
    </message>
    <message>
        <source>one job without an answer</source>
        <translation>1 个任务未收到答复</translation>
    </message>
    <message>
        <source>{n} jobs without an answer</source>
        <translation>{n} 个任务未收到答复</translation>
    </message>
    <message>
        <source>one job failed</source>
        <translation>1 个任务失败</translation>
    </message>
    <message>
        <source>{n} jobs failed</source>
        <translation>{n} 个任务失败</translation>
    </message>
    <message>
        <source>one job done</source>
        <translation>1 个任务已完成</translation>
    </message>
    <message>
        <source>{n} jobs done</source>
        <translation>{n} 个任务已完成</translation>
    </message>
    <message>
        <source>One picture is only on the server</source>
        <translation>有 1 张图片仅在服务器上</translation>
    </message>
    <message>
        <source>{n} pictures are only on the server</source>
        <translation>有 {n} 张图片仅在服务器上</translation>
    </message>
    <message>
        <source>The first link dies soon: {left}. Nobody can fetch them after that, and they are paid for.</source>
        <translation>最早的链接即将失效：{left}。失效后将无法取回，而费用已经产生。</translation>
    </message>
    <message>
        <source>One job goes on at the service</source>
        <translation>有 1 个任务在服务端继续</translation>
    </message>
    <message>
        <source>{n} jobs go on at the service</source>
        <translation>有 {n} 个任务在服务端继续</translation>
    </message>
    <message>
        <source>The service goes on without this program. What it makes is picked up at the next start.</source>
        <translation>关闭程序后服务端仍会继续，完成的图片会在下次启动时取回。</translation>
    </message>
    <message>
        <source>“{name}” is not in this library</source>
        <translation>“{name}”不在此图库中</translation>
    </message>
    <message>
        <source>{n} of these files can’t be shown</source>
        <translation>这些文件中有 {n} 个无法显示</translation>
    </message>
    <message>
        <source>Only originals, and unchanged copies of them, are shown with their recipe.</source>
        <translation>只有原图及其未经改动的副本才会连同配方一起显示。</translation>
    </message>
    <message>
        <source>It is gone, or may not be read.</source>
        <translation>文件已不在，或没有读取权限。</translation>
    </message>
    <message>
        <source>“{name}” can’t be read</source>
        <translation>无法读取“{name}”</translation>
    </message>
    <message>
        <source>This is the demo; your own pictures are in the library of the real service.</source>
        <translation>这里是演示；你自己的图片在真实服务的图库中。</translation>
    </message>
    <message>
        <source>One picture is ready</source>
        <translation>1 张图片已就绪</translation>
    </message>
    <message>
        <source>{n} pictures are ready</source>
        <translation>{n} 张图片已就绪</translation>
    </message>
    <message>
        <source>One job failed</source>
        <translation>1 个任务失败</translation>
    </message>
    <message>
        <source>One answer is unknown</source>
        <translation>1 个任务的答复未知</translation>
    </message>
    <message>
        <source>{n} answers are unknown</source>
        <translation>{n} 个任务的答复未知</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>查看新内容</translation>
    </message>
    <message>
        <source>Version {version} is out</source>
        <translation>版本 {version} 已发布</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>旗标</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评级</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Not judged yet</source>
        <translation>尚未评判</translation>
    </message>
    <message>
        <source>By job</source>
        <translation>按任务</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最早在前</translation>
    </message>
    <message>
        <source>Best rated first</source>
        <translation>评级最高在前</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>按模型</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动排序</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>已选用</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已弃用</translation>
    </message>
    <message>
        <source>Without a flag</source>
        <translation>无旗标</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>紫</translation>
    </message>
    <message>
        <source>Without a colour</source>
        <translation>无颜色</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>未结束</translation>
    </message>
    <message>
        <source>All saved</source>
        <translation>已全部保存</translation>
    </message>
    <message>
        <source>Some expired</source>
        <translation>部分已过期</translation>
    </message>
    <message>
        <source>The new job is not among what is looked for</source>
        <translation>新任务不在当前的查找结果中</translation>
    </message>
    <message>
        <source>It is made all the same, and kept.</source>
        <translation>它照常生成，并会保存下来。</translation>
    </message>
    <message>
        <source>The service&apos;s reply was unclear</source>
        <translation>服务的答复不明确</translation>
    </message>
    <message>
        <source>It named a task, so the job may have been accepted. The program keeps checking, and saves the pictures if they come. Sending again may be charged twice.</source>
        <translation>答复中给出了任务编号，任务可能已被接受。程序会继续查询，图片一到就保存。再次发送可能重复扣费。</translation>
    </message>
    <message>
        <source>Unclear reply, and the key is refused for its task</source>
        <translation>答复不明确，且查询该任务时密钥被拒绝</translation>
    </message>
    <message>
        <source>The job may have been accepted all the same. The program keeps checking. Sending again may be charged twice.</source>
        <translation>任务仍可能已被接受，程序会继续查询。再次发送可能重复扣费。</translation>
    </message>
    <message>
        <source>Unclear reply, and the service doesn&apos;t know its task</source>
        <translation>答复不明确，且服务不认识该任务</translation>
    </message>
    <message>
        <source>Unclear reply, and its task has another prompt</source>
        <translation>答复不明确，且该任务的提示词不同</translation>
    </message>
    <message>
        <source>That task is not this job&apos;s, so nobody can say whether the job was accepted. Sending again may be charged twice.</source>
        <translation>那不是这次发送的任务，因此无法得知是否已被接受。再次发送可能重复扣费。</translation>
    </message>
    <message>
        <source>The service&apos;s reply was unclear, so it may have been charged. Pictures that still come are kept. A new try is a new paid job.</source>
        <translation>服务的答复不明确，可能已经扣费。之后到达的图片仍会保存。再试一次是新的付费任务。</translation>
    </message>
    <message>
        <source>Unclear reply</source>
        <translation>答复不明确</translation>
    </message>
    <message>
        <source>What the service named is no link that is safe to follow. It is kept; trying again costs nothing.</source>
        <translation>服务给出的不是可安全访问的链接。链接已留存，重试不收费。</translation>
    </message>
    <message>
        <source>{saved} of {total} saved, the rest can&apos;t be fetched</source>
        <translation>已保存 {saved}/{total} 张，其余无法获取</translation>
    </message>
    <message>
        <source>A link can&apos;t be fetched</source>
        <translation>链接无法获取</translation>
    </message>
    <message>
        <source>It is not safe to follow, but kept as text. Trying it again costs nothing.</source>
        <translation>链接不可安全访问，已作为文本留存。重试不收费。</translation>
    </message>
    <message>
        <source>This key can’t be used</source>
        <translation>此密钥无法使用</translation>
    </message>
    <message>
        <source>It contains characters that no key has; the service was not asked. Enter it again.</source>
        <translation>其中有密钥不会有的字符，尚未询问服务。请重新输入。</translation>
    </message>
    <message>
        <source>SOCKS proxies are not supported</source>
        <translation>不支持 SOCKS 代理</translation>
    </message>
    <message>
        <source>Nothing was sent. Enter an http:// or https:// proxy in the settings.</source>
        <translation>没有发送任何内容。请在设置中填写 http:// 或 https:// 代理。</translation>
    </message>
    <message>
        <source>Use an http:// or https:// proxy. The picture is still on the server.</source>
        <translation>请使用 http:// 或 https:// 代理。图片仍在服务器上。</translation>
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
