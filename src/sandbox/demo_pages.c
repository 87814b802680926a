/* SPDX-License-Identifier: MIT */
/*
 * A lighthouse keepers' association and its pages: enough of everything that storage
 * format has, in the way editors of today save it.
 */
#include "sandbox/demo_pages.h"

#include <stddef.h>

const char demo_home_title[] = "Harbour Lights";

const char demo_home_body[] =
    "<p>Welcome to the space of the <strong>Harbour Lights Association</strong>. We keep four "
    "lighthouses burning, two of them with the original lenses.</p>"
    "<ac:structured-macro ac:name=\"info\" ac:schema-version=\"1\" "
    "ac:macro-id=\"0d3ccf0a-55a5-4f6b-b7d6-0a1b6a7f1c11\"><ac:rich-text-body><p>This space is part "
    "of the sandbox. Edit whatever you like: it is yours, and it forgets everything when the "
    "sandbox ends, unless you gave it a file to keep.</p></ac:rich-text-body>"
    "</ac:structured-macro>"
    "<h2>Where to begin</h2>"
    "<ul><li><p><ac:link><ri:page ri:content-title=\"The lighthouses\" /><ac:link-body>The "
    "lighthouses</ac:link-body></ac:link>, one page each</p></li>"
    "<li><p><ac:link><ri:page ri:content-title=\"Keeper&rsquo;s handbook\" /></ac:link>: what to do, "
    "and when</p></li>"
    "<li><p><ac:link><ri:page ri:content-title=\"Summer festival\" /></ac:link>, this year on "
    "<time datetime=\"2027-06-19\" /></p></li></ul>"
    "<ac:layout><ac:layout-section ac:type=\"two_equal\" ac:breakout-mode=\"default\">"
    "<ac:layout-cell><h3>Tonight</h3><p>All lights are "
    "<ac:structured-macro ac:name=\"status\" ac:schema-version=\"1\" "
    "ac:macro-id=\"5f1ec1c8-8b7d-4d27-9a41-3c1f0d6f0d52\"><ac:parameter ac:name=\"title\">burning"
    "</ac:parameter><ac:parameter ac:name=\"colour\">Green</ac:parameter></ac:structured-macro>.</p>"
    "</ac:layout-cell><ac:layout-cell><h3>Reach us</h3><p>Radio channel 12, or "
    "<a href=\"https://example.org/harbour-lights\">on the web</a>.</p></ac:layout-cell>"
    "</ac:layout-section></ac:layout>"
    "<p />";

static const char lighthouses[] =
    "<p>Four towers, from north to south.</p>"
    "<table data-table-width=\"760\" data-layout=\"default\" ac:local-id=\"a5b1\"><colgroup>"
    "<col style=\"width: 190.0px;\" /><col style=\"width: 140.0px;\" />"
    "<col style=\"width: 430.0px;\" /></colgroup><tbody>"
    "<tr><th><p><strong>Tower</strong></p></th><th><p><strong>Height</strong></p></th>"
    "<th><p><strong>Signal</strong></p></th></tr>"
    "<tr><td><p>Gull Point</p></td><td><p>38&nbsp;m</p></td><td><p>white, one flash every "
    "5&nbsp;s</p></td></tr>"
    "<tr><td><p>Old Anna</p></td><td><p>21&nbsp;m</p></td><td><p>red and white, 2 s on, 2 s "
    "off</p></td></tr>"
    "<tr><td data-highlight-colour=\"#fffae6\"><p>Mole Head</p></td>"
    "<td data-highlight-colour=\"#fffae6\"><p>9&nbsp;m</p></td>"
    "<td data-highlight-colour=\"#fffae6\"><p>green, fixed; <em>lens under repair</em></p></td></tr>"
    "<tr><td><p>Skerry</p></td><td><p>27&nbsp;m</p></td><td><p>white, two flashes every "
    "15&nbsp;s</p></td></tr></tbody></table>"
    "<ac:structured-macro ac:name=\"children\" ac:schema-version=\"2\" "
    "ac:macro-id=\"0a44f0fd-5d57-45c4-a8a5-87cf08c6bb0c\" />";

static const char old_anna[] =
    "<p>Built in 1862, electrified in 1951, and loved for her stripes. The <u>original lens</u> is "
    "still in use&nbsp;&ndash; please do not touch it with bare hands.</p>"
    "<ac:image ac:align=\"center\" ac:layout=\"center\" ac:original-height=\"800\" "
    "ac:original-width=\"1200\" ac:alt=\"Old Anna at dusk\"><ri:attachment "
    "ri:filename=\"old-anna.jpg\" ri:version-at-save=\"1\" /><ac:caption><p>Old Anna at dusk</p>"
    "</ac:caption></ac:image>"
    "<h2>Climbing her</h2>"
    "<ol start=\"1\"><li><p>Sign the book.</p></li><li><p>Take a lamp:</p><ul><li><p>the small one by "
    "day,</p></li><li><p>the storm lamp by night.</p></li></ul></li><li><p>Count the steps. There are "
    "<strong><em>one hundred and four</em></strong>.</p></li></ol>"
    "<ac:structured-macro ac:name=\"warning\" ac:schema-version=\"1\" "
    "ac:macro-id=\"3c0d8a7c-0c51-4f0e-8c0e-5f1dd5f1a9b1\"><ac:parameter ac:name=\"title\">Step 61"
    "</ac:parameter><ac:rich-text-body><p>It is loose. It has been loose since 1987.</p>"
    "</ac:rich-text-body></ac:structured-macro>";

static const char skerry[] =
    "<p>A tower on a rock. You get there by boat, or not at all.</p>"
    "<blockquote><p>When the bell rings by itself, stay where you are.</p></blockquote>"
    "<p>Supplies go out every <s>Tuesday</s> Wednesday. H<sub>2</sub>O first, then 10<sup>3</sup> "
    "litres of fuel.</p><hr />"
    "<p>See also <ac:link ac:anchor=\"Climbing her\"><ri:page ri:content-title=\"Old Anna\" />"
    "<ac:link-body>climbing Old Anna</ac:link-body></ac:link>.</p>";

static const char handbook[] =
    "<ac:structured-macro ac:name=\"toc\" ac:schema-version=\"1\" "
    "ac:macro-id=\"b7a3f5e2-1f0c-4d3c-9f5c-2f4be9df9f21\"><ac:parameter ac:name=\"maxLevel\">3"
    "</ac:parameter></ac:structured-macro>"
    "<h2>Every evening</h2>"
    "<ac:task-list ac:task-list-id=\"d1\"><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete"
    "</ac:task-status><ac:task-body><span class=\"placeholder-inline-tasks\">Clean the glass</span>"
    "</ac:task-body></ac:task><ac:task><ac:task-id>2</ac:task-id><ac:task-status>incomplete"
    "</ac:task-status><ac:task-body><span class=\"placeholder-inline-tasks\">Light the lamp, and "
    "write down when</span></ac:task-body></ac:task></ac:task-list>"
    "<h2>The timer</h2>"
    "<p>The lamp is switched by a small program. Change <code>DUSK</code> when the clocks change.</p>"
    "<ac:structured-macro ac:name=\"code\" ac:schema-version=\"1\" "
    "ac:macro-id=\"77f8fd7b-57cc-4e5a-9d0b-3b8b7c0c0e35\"><ac:parameter ac:name=\"language\">python"
    "</ac:parameter><ac:parameter ac:name=\"title\">timer.py</ac:parameter><ac:plain-text-body>"
    "<![CDATA[DUSK = 20\n\ndef lamp(hour):\n    if hour >= DUSK or hour < 6:\n        return \"on\"\n"
    "    return \"off\"\n]]></ac:plain-text-body></ac:structured-macro>"
    "<ac:structured-macro ac:name=\"expand\" ac:schema-version=\"1\" "
    "ac:macro-id=\"be4d2c0a-9a0f-4b6e-8a53-0f5d5c7ac5b6\"><ac:parameter ac:name=\"title\">Why not a "
    "light sensor?</ac:parameter><ac:rich-text-body><p>We tried. The gulls liked to sit on it.</p>"
    "</ac:rich-text-body></ac:structured-macro>"
    "<ac:structured-macro ac:name=\"tip\" ac:schema-version=\"1\" "
    "ac:macro-id=\"8f3a1f0e-6a1d-4c59-9a89-1d8f6f9b7f44\"><ac:rich-text-body><p>Keep spare bulbs "
    "<em>upstairs</em>.</p></ac:rich-text-body></ac:structured-macro>";

static const char festival[] =
    "<p>Planning notes of the <ac:inline-comment-marker "
    "ac:ref=\"4f1d3b1e-2b7f-4d1a-9a61-6f6f0d8f4c10\">festival committee</ac:inline-comment-marker>. "
    "<ac:emoticon ac:name=\"blue-star\" ac:emoji-shortname=\":fireworks:\" ac:emoji-id=\"1f386\" "
    "ac:emoji-fallback=\"🎆\" /></p>"
    "<ac:structured-macro ac:name=\"note\" ac:schema-version=\"1\" "
    "ac:macro-id=\"c0a4f9c6-4c39-4f54-8c87-3e9d3f2f2b0a\"><ac:rich-text-body><p>The fireworks need a "
    "permit. Ask <strong>before</strong> May.</p></ac:rich-text-body></ac:structured-macro>"
    "<table><tbody><tr><th>Hour</th><th>What</th></tr><tr><td>18:00</td><td>Boats leave</td></tr>"
    "<tr><td>22:30</td><td>All lights out, then <span style=\"color: rgb(255,86,48);\">all lights "
    "on</span></td></tr></tbody></table>"
    "<h2>Who does what</h2>"
    "<ul><li><p>Music: the <a href=\"https://example.org/band?name=fog&amp;horn=2\">Fog Horns</a></p>"
    "</li><li><p>Soup: everybody brings some</p></li></ul>"
    "<ac:structured-macro ac:name=\"details\" ac:schema-version=\"1\" "
    "ac:macro-id=\"1e8a2f37-0f38-4d4c-a9db-f0a0d2e1c7b3\"><ac:rich-text-body><table><tbody><tr><th>"
    "<p>Budget</p></th><td><p>1,200 &euro;</p></td></tr><tr><th><p>Owner</p></th><td><p>Ada</p></td>"
    "</tr></tbody></table></ac:rich-text-body></ac:structured-macro>";

const struct demo_page demo_pages[] = {
    {"The lighthouses", NULL, lighthouses}, {"Old Anna", "The lighthouses", old_anna},
    {"Skerry", "The lighthouses", skerry},  {"Keeper’s handbook", NULL, handbook},
    {"Summer festival", NULL, festival},    {0},
};
