/* SPDX-License-Identifier: MIT */
/* The style sheet of the pages for people. Each piece is one group of rules. */
#include "base/limit.h"
#include "base/strbuf.h"
#include "sandbox/web_layout.h"

static const char *const pieces[] = {
    /* The frame. */
    ":root{--ink:#172b4d;--soft:#5e6c84;--line:#dfe1e6;--paper:#fff;--shade:#f4f5f7;--blue:#0c66e4}"
    "@media(prefers-color-scheme:dark){:root{--ink:#d6dbe3;--soft:#96a0b0;--line:#3a4250;"
    "--paper:#1d2125;--shade:#262b31;--blue:#6ea8ff}}"
    "*{box-sizing:border-box}"
    "body{margin:0;color:var(--ink);background:var(--paper);"
    "font:16px/1.6 -apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif}"
    "a{color:var(--blue);text-decoration:none}a:hover{text-decoration:underline}"
    "header{display:flex;gap:1.5rem;align-items:baseline;padding:.7rem 1.5rem;"
    "border-bottom:1px solid var(--line);background:var(--shade)}"
    "header strong a{color:var(--ink)}header small{color:var(--soft);margin-left:auto}"
    ".columns{display:flex;align-items:flex-start}"
    "nav{flex:0 0 17rem;padding:1.2rem 1rem;border-right:1px solid var(--line);"
    "min-height:calc(100vh - 3.2rem);font-size:.92rem}"
    "nav ul{list-style:none;margin:0;padding-left:.9rem}nav>ul{padding-left:0}"
    "nav li{padding:.12rem 0}nav a{color:var(--ink)}"
    "nav .here>a{color:var(--blue);font-weight:600}"
    "main{flex:1;min-width:0;max-width:56rem;padding:1.5rem 2.5rem 4rem}"
    "h1.title{font-size:2rem;line-height:1.25;margin:.2rem 0 .3rem}"
    "main h1,main h2,main h3{line-height:1.3;margin:1.6em 0 .5em}"
    ".meta{color:var(--soft);font-size:.88rem;margin-bottom:1.2rem}"
    ".actions{float:right;display:flex;gap:.5rem;margin-left:1rem}"
    ".button,button{font:inherit;font-size:.9rem;padding:.3rem .8rem;border-radius:4px;"
    "border:1px solid var(--line);background:var(--shade);color:var(--ink);cursor:pointer}"
    "button.main,.button.main{background:var(--blue);border-color:var(--blue);color:#fff}",
    /* Text, tables, code. */
    "table{border-collapse:collapse;margin:1rem 0}"
    "th,td{border:1px solid var(--line);padding:.4rem .7rem;vertical-align:top;text-align:left}"
    "th{background:var(--shade)}th p,td p,li p{margin:0}td[style*=background],th[style*=background]"
    "{color:#172b4d}"
    "code{font:.88em ui-monospace,'DejaVu Sans Mono',monospace;background:var(--shade);"
    "padding:.1em .3em;border-radius:3px}"
    "pre{background:var(--shade);padding:.8rem 1rem;border-radius:4px;overflow:auto;margin:.6rem 0;"
    "line-height:1.45}pre code{padding:0;background:none}"
    "figure.code{margin:1rem 0;border:1px solid var(--line);border-radius:4px;overflow:hidden}"
    "figure.code pre{margin:0;border-radius:0}"
    "figure.code figcaption{padding:.3rem 1rem;font-size:.85rem;font-weight:600;min-height:.6rem;"
    "border-bottom:1px solid var(--line)}figcaption small{color:var(--soft);font-weight:400}"
    "blockquote{margin:1rem 0;padding:.1rem 1rem;border-left:3px solid var(--line);"
    "color:var(--soft)}",
    /* Panels, macros and the other things of Confluence. */
    ".panel{margin:1rem 0;padding:.5rem 1rem;border-left:4px solid #0c66e4;border-radius:4px;"
    "background:rgba(12,102,228,.1)}"
    ".panel.tip{border-color:#22a06b;background:rgba(34,160,107,.12)}"
    ".panel.note{border-color:#8270db;background:rgba(130,112,219,.13)}"
    ".panel.warning{border-color:#d97008;background:rgba(217,112,8,.13)}"
    ".panel>:first-child{margin-top:.3rem}.panel>:last-child{margin-bottom:.3rem}"
    ".panel-title{font-weight:600}"
    ".macro{display:inline-block;font-size:.82rem;color:var(--soft);background:var(--shade);"
    "border:1px dashed var(--line);border-radius:4px;padding:0 .5rem}"
    ".frame{border:1px dashed var(--line);border-radius:4px;padding:.4rem 1rem;margin:1rem 0}"
    ".status{font-size:.72rem;font-weight:700;text-transform:uppercase;padding:.1rem .4rem;"
    "border-radius:3px;background:#dfe1e6;color:#42526e}"
    ".status.Green{background:#dcfff1;color:#216e4e}.status.Red{background:#ffeceb;color:#ae2e24}"
    ".status.Yellow{background:#fff7d6;color:#7f5f01}.status.Blue{background:#e9f2ff;color:#0055cc}"
    ".status.Purple{background:#f3f0ff;color:#5e4db2}"
    ".image{display:inline-block;padding:.4rem .8rem;border:1px solid var(--line);"
    "border-radius:4px;color:var(--soft)}.caption{font-size:.85rem;color:var(--soft)}"
    ".mention{background:var(--shade);border-radius:9px;padding:0 .4rem}"
    "mark{background:#fff0b3;color:#172b4d;border-bottom:2px solid #ffc400}"
    "ul.tasks{list-style:none;padding-left:.3rem}"
    "details{border:1px solid var(--line);border-radius:4px;padding:.3rem 1rem;margin:1rem 0}"
    "summary{cursor:pointer;font-weight:600}"
    ".section{display:flex;gap:2rem;flex-wrap:wrap}.cell{flex:1 1 14rem;min-width:0}",
    /* Forms, and the list of spaces. */
    "form label{display:block;margin:.8rem 0 .2rem;font-weight:600;font-size:.9rem}"
    "input[type=text],textarea{width:100%;font:inherit;padding:.45rem .6rem;color:var(--ink);"
    "background:var(--paper);border:1px solid var(--line);border-radius:4px}"
    "textarea{font:.88rem/1.5 ui-monospace,'DejaVu Sans Mono',monospace;min-height:26rem}"
    ".problem{border:1px solid #d04437;border-left-width:4px;border-radius:4px;padding:.5rem 1rem;"
    "white-space:pre-wrap}"
    ".spaces{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem;"
    "padding:0;list-style:none}"
    ".spaces a{display:block;border:1px solid var(--line);border-radius:6px;padding:1rem 1.2rem;"
    "color:var(--ink)}.spaces b{display:block;font-size:1.1rem}.spaces small{color:var(--soft)}",
};

bool web_style(struct call *call)
{
    CLEANUP_STRBUF struct strbuf style = STRBUF(LIMIT_PAGE);

    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        strbuf_append(&style, pieces[i]);
    }
    return reply_text(call, 200, "text/css; charset=utf-8", strbuf_copy(&style, call->arena));
}
