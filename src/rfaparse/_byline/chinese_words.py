"""The words of credit lines in Chinese script: one table, since its services use either script.

Words of one character are written together, as one string.
"""

from __future__ import annotations

from rfaparse._byline.services import chinese_labels
from rfaparse._text import any_of
from rfaparse.model import Role

LABELS = chinese_labels()
"""The words that give each role."""

COLONS = ":：;；︰﹕∶"
"""Signs after a label."""

MISTYPED = {
    **dict.fromkeys("记着 记著 記著 纪者 紀者 计者 計者 记都".split(), Role.REPORTER),
    **dict.fromkeys("则编 则編 责变 责便 责遍 贵编 青编 住编 編責 编责".split(), Role.EDITOR),
    **dict.fromkeys("往编 王编 忘编 纲编 网变 网便 网遍 网骗 编网 編網".split(), Role.WEB_EDITOR),
}
"""Labels typed as another word of that sound or look; they need no sign after them."""

DOUBLED = {
    **dict.fromkeys("记记者 記記者 记者者 記者者".split(), Role.REPORTER),
    **dict.fromkeys("责责编 責責編 责编编 責編編 编编辑 編編輯 编辑辑 編輯輯".split(), Role.EDITOR),
    **dict.fromkeys("网网编 網網編 网编编 網編編".split(), Role.WEB_EDITOR),
}
"""Labels with a character typed twice; they count as typed correctly."""

MISSABLE = (Role.EDITOR, Role.WEB_EDITOR, Role.REPORTER)
"""Roles whose labels occur with a character missing, added or mistyped."""

NOT_TYPOS = frozenset(
    "作者 读者 讀者 笔者 筆者 学者 學者 患者 使者 死者 剪辑 剪輯 编导 編導 编审 編審 编剧"
    " 編劇 主编 主編 总编 總編 图编 圖編 美编 美編 总编辑 總編輯 主编辑 网友 網友 网民 網民"
    " 采编 採編 编播 編播 编务 編務 校编 校編 副编 副編 编著 編著"
    " 网名 網名 网站 網站 网址 網址 责任 責任 记录 記錄".split()
)
"""Words that look like such a typo, but are words."""

PREFIXES = tuple(
    "特约 特約 实习 實習 特派 见习 見習 资深 資深"
    " 访谈 訪談 视频 視頻 音频 音頻 节目 節目 文字 后期 後期 中文 英文 图片 圖片 执行 執行".split()
)
"""Words before a label that belong to it."""

STATIONS = tuple("自由亚洲电台 自由亞洲電台 自由亞洲電臺 自由亚洲 自由亞洲 本台 本臺 RFA".split())
"""The station's names for itself, as before a reporter's label."""

POSTED = "驻駐"
"""In 驻伦敦记者 a post follows."""

BEFORE_LABEL = (
    rf"(?=[{''.join(word[0] for word in STATIONS + PREFIXES)}{POSTED}自由亚亞洲州電电])"
    rf"(?P<station>(?:(?:{any_of(STATIONS)})(?![自由亚亞洲州电電台臺])"
    rf"|(?:[自由亚亞洲州电電台臺] ?){{3,9}}|{any_of(STATIONS)})(?:[（(]RFA[)）])?的?"
    r"(?:[普中国粤國粵维維藏英缅緬韩韓越柬老]\w{1,4}?[组組部台臺]|普通[话話])?"
    r"(?:[“「『《][^“”「」『』《》]{1,12}[”」』》])?"
    rf"(?P<place>(?![{POSTED}])\w{{2,6}}?)??\s*)?"
    rf"(?:[{POSTED}](?P<post>\w{{1,8}}?))?(?P<prefix>(?:{any_of(PREFIXES)}){{0,3}})$"
)
"""Additions before a label's word: the station, mistyped or not, its desk or programme, the
reporter's post, and prefixes. Their first characters come first: most text has none of them."""

SURE = frozenset({Role.EDITOR, Role.WEB_EDITOR})
"""Roles whose labels never mark a speaker in an interview …"""

SPOKEN_LABELS = frozenset({"编辑", "編輯"})
"""… but for these."""

PLACED = frozenset({Role.REPORTER, Role.WRITER, Role.HOST, Role.CONTRIBUTOR})
"""Roles whose names may have places."""

CONJUNCTIONS = frozenset("和与與及")
AND_OTHERS = "等"
"""Ends a list of names: 白石、安木等."""
JOINERS = "、，,和与與及兼/／&"
"""Joins two labels of one name."""

MARKS = "、，,;；:：/／|｜&＆+＋·•)）【】[]〔〕［］{}」』》〉—–－~～*＊▪●■\\＼丨丶﹑､．﹒｡∕╱∣│‖-"
"""Separates names. Editors typed 丨 and 丶 for | and 、."""

OPENING = "（(【[〔［ "
BOUNDARIES = "丨丶。！？!?…”」』）)】]〕》，,；;、/／（(【[〔［］"
"""Characters that may precede a line's first label, besides white space."""

AROUND = (
    "丨丶:：>＞（()）【】[]〔〕［］「」『』《》〈〉。.、，,;；/|｜ ·•■●▲◆★※*＊#~～○◎◇□▪▶►→\ufffd—–-"
)
"""Characters that may surround a whole credit line."""

REPORT = (
    "(?=[的综綜连連采採联聯现現电電整撰摄攝专專独獨共特外报報道])的?"
    "(?:综合|綜合|连线|連線|采访|採訪|联合|聯合|现场|現場|电话|電話|整理|撰稿|摄影|攝影"
    "|专题|專題|独家|獨家|共同|特别|特別|外电|外電|专访|專訪){0,3}"
    "(?:(?:[报報][道导導到倒]){1,2}|道[报報]|[专專][电電]|专访|專訪|采访|採訪|专稿|專稿)"
)
"""Closes the names of reporters, and may contain them: 白石综合报道."""

ORIGIN = "(?P<from>发自|發自|发于|發於|来自|來自|自|从|從|在|于|於)(?P<place>.{2,8})"
"""A place after a name: 白石发自柏林."""

SET_OUT = ("发自", "發自", "来自", "來自")
"""Words before a place that need no 报道."""

CONTRIBUTION = (
    "(?=[亦也均都皆对對为為此本该該这這篇则則文稿新报報有作协協参參])[亦也均都皆]?"
    "(?:(?:对|對|为|為)?[此本该該这這]?[篇则則]?(?:文章|文|稿|新闻|新聞|报道|報道|报导|報導)?"
    "[亦也均都皆]?(?:有|作出|做出)[所了]?(?:贡献|貢獻)"
    "|(?:协助|協助|参与|參與)(?:采访|採訪|报道|報道|报导|報導))"
)
"""Phrases for contributors: 安木亦对本文有所贡献, 安木协助采访."""

MISTYPED_REPORT = frozenset("报報道电電")
"""What is left of 报道 behind a place, or stands for it."""

CLOSING_ENDS = frozenset("道導导献獻访訪到稿自报報倒电電")
"""The last characters of phrases that close names; usual names lack them."""

SPOKEN = (
    "个個您你我他她它们們吗嗎呢吧啊呀嘛哦这這那哪什么麼怎了的是不没沒谢謝请請问問被"
    "唔佢咁係嘅哋喺咗冇"
)
"""Characters of speech and of sentences that names lack …"""

SPOKEN_WORDS = tuple(
    "欢迎 歡迎 收听 收聽 收看 大家 各位 听众 聽眾 观众 觀眾 再见 再見 再会 再會 晚安 早安"
    " 明白 知道 可以 当然 當然 现在 現在 如何 为何 為何 多谢 多謝 感谢 感謝".split()
)
"""… words of speech that names lack …"""

SPOKEN_SURNAMES = "谢謝那"
"""… except for these characters at the start of a name."""

PROSE = "“”？?！!…《》个個您你我他她它们們吗嗎呢啊呀嘛哦了是没沒请請问問说說称稱唔佢咁係嘅哋喺咗冇"
"""Marks and characters of sentences; neither names nor the phrases around them have any."""

PICTURE_ENDS = tuple("摄 攝 拍 拍摄 拍攝 提供 制图 製圖 绘 繪".split())
"""Endings of a picture's credit."""

PROFESSIONS = tuple(
    "作家 学者 學者 评论员 評論員 研究员 研究員 专家 專家 诗人 詩人 人士 媒体人 媒體人".split()
)
"""Endings of professions beside a name, but for those said as titles behind one (教授)."""

NO_PLACE_ENDS = tuple(
    "组 組 部 台 臺 社 报 報 名 实习 實習 特约 特約 整理 文 图 圖"
    " 员 員 者 家 人 士 师 師 生 授 委 席 袖 长 長".split()
)
"""Endings of desks, of remarks and of professions in brackets, which places lack."""

REMARKS = frozenset("完译譯音视視频頻更新代班综綜合实實习習本已片图圖文稿")
"""Characters of a remark in brackets."""

NO_NAMES = (
    "相关 相關 更多 延伸 阅读 閱讀 新闻 新聞 来源 來源 视频 視頻 图片 圖片 截图 截圖"
    " 请听 請聽 本文 联盟 聯盟 手记 手記 札记 札記 本台 本臺 更新 更正 全文"
).split()
"""Words of the lines after a byline, which names lack."""

LAST_SENTENCE = (
    r"(?:(?:以上|以下|[这這])就?是)?\s*"
    rf"(?:{any_of(STATIONS)})\s*(?P<label>(?:{any_of(PREFIXES)})?(?:记者|記者)?)\s*"
    r"(?P<people>[^。！？!?：:；;“”]{2,30}?)(?:[发發传傳][来來回])?\s*的?\s*"
    r"(?P<report>[报報][道导導])[。.]?"
)
"""An announcer's last sentence, or a report without the word 记者: both name the reporter."""

REPORT_IN_BRACKETS = (
    rf"[（(【〔［\[](?:{any_of(STATIONS)})?(?:{any_of(PREFIXES)})?(?:[记記]者)?\s*"
    r"(?P<people>[^（()）【〔［\[]{2,30}?)\s*(?P<report>[报報][道导導])[。.]?[)）】〕］\]][。.]?\s*$"
)
"""The end of the lead of a Cantonese story: （白石報道）."""

AGENCY = (
    "[社台臺报報网網电電视視组組部见見]$|新[闻聞]$|[综綜]合|媒|^[据據见見]|早前|此前|官方"
    "|彭博|[财財]新|路透|BBC"
)
"""Endings and parts of reporters in such brackets that are not people."""
