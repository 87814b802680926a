/* SPDX-License-Identifier: MIT */
/* The rendering of Confluence's own elements: macros, links, images, tasks, layouts. */
#include <string.h>

#include "sandbox/html.h"
#include "sandbox/renderer.h"
#include "server/parameter.h"

enum { PARAMETERS_SHOWN = 4 };

/* The parameter of a macro, or NULL. */
static const struct xml_node *find_parameter(const struct xml_node *macro, const char *name)
{
    for (const struct xml_node *child = macro->first_child; child; child = child->next) {
        if (child->kind == XML_ELEMENT && slice_equals(child->name, "ac:parameter") &&
            slice_equals(render_attribute(child, "ac:name"), name)) {
            return child;
        }
    }
    return NULL;
}

static void append_parameter(struct renderer *renderer, const struct xml_node *macro,
                             const char *name, const char *otherwise)
{
    const struct xml_node *parameter = find_parameter(macro, name);

    if (parameter) {
        render_text(renderer, parameter);
    } else {
        strbuf_append(&renderer->html, otherwise);
    }
}

static void append_name(struct renderer *renderer, const struct xml_node *macro)
{
    html_append(&renderer->html, render_attribute(macro, "ac:name"));
}

static void render_panel(struct renderer *renderer, const struct xml_node *macro)
{
    const struct xml_node *body = xml_child_find(macro, "ac:rich-text-body");

    strbuf_append(&renderer->html, "<div class=\"panel ");
    append_name(renderer, macro);
    strbuf_append(&renderer->html, "\">");
    if (find_parameter(macro, "title")) {
        strbuf_append(&renderer->html, "<p class=\"panel-title\">");
        append_parameter(renderer, macro, "title", "");
        strbuf_append(&renderer->html, "</p>");
    }
    if (body) {
        render_children(renderer, body);
    }
    strbuf_append(&renderer->html, "</div>");
}

static void render_code(struct renderer *renderer, const struct xml_node *macro)
{
    const struct xml_node *body = xml_child_find(macro, "ac:plain-text-body");

    strbuf_append(&renderer->html, "<figure class=\"code\"><figcaption>");
    append_parameter(renderer, macro, "title", "");
    strbuf_append(&renderer->html, " <small>");
    append_parameter(renderer, macro, "language", "");
    strbuf_append(&renderer->html, "</small></figcaption><pre><code>");
    if (body) {
        render_text(renderer, body);
    }
    strbuf_append(&renderer->html, "</code></pre></figure>");
}

static void render_expand(struct renderer *renderer, const struct xml_node *macro)
{
    const struct xml_node *body = xml_child_find(macro, "ac:rich-text-body");

    strbuf_append(&renderer->html, "<details><summary>");
    append_parameter(renderer, macro, "title", "Click here to expand…");
    strbuf_append(&renderer->html, "</summary>");
    if (body) {
        render_children(renderer, body);
    }
    strbuf_append(&renderer->html, "</details>");
}

static void render_status(struct renderer *renderer, const struct xml_node *macro)
{
    strbuf_append(&renderer->html, "<span class=\"status ");
    append_parameter(renderer, macro, "colour", "Grey");
    strbuf_append(&renderer->html, "\">");
    append_parameter(renderer, macro, "title", "");
    strbuf_append(&renderer->html, "</span>");
}

/* The first few parameters, for the label of a box. */
static void append_parameters(struct renderer *renderer, const struct xml_node *macro)
{
    size_t shown = 0;

    for (const struct xml_node *child = macro->first_child; child; child = child->next) {
        bool is_parameter = child->kind == XML_ELEMENT && slice_equals(child->name, "ac:parameter");
        if (is_parameter && shown++ < PARAMETERS_SHOWN) {
            strbuf_append_char(&renderer->html, ' ');
            html_append(&renderer->html, render_attribute(child, "ac:name"));
            strbuf_append(&renderer->html, "=");
            render_text(renderer, child);
        }
    }
}

static void render_any_macro(struct renderer *renderer, const struct xml_node *macro)
{
    const struct xml_node *rich = xml_child_find(macro, "ac:rich-text-body");
    const struct xml_node *plain = xml_child_find(macro, "ac:plain-text-body");

    strbuf_append(&renderer->html, rich || plain ? "<div class=\"frame\">" : "");
    strbuf_append(&renderer->html, "<span class=\"macro\"><b>");
    append_name(renderer, macro);
    strbuf_append(&renderer->html, "</b>");
    append_parameters(renderer, macro);
    strbuf_append(&renderer->html, "</span>");
    if (rich) {
        render_children(renderer, rich);
    } else if (plain) {
        strbuf_append(&renderer->html, "<pre>");
        render_text(renderer, plain);
        strbuf_append(&renderer->html, "</pre>");
    }
    strbuf_append(&renderer->html, rich || plain ? "</div>" : "");
}

struct render_rule {
    const char *name;
    void (*render)(struct renderer *renderer, const struct xml_node *element);
};

static const struct render_rule macro_rules[] = {
    {"code", render_code},     {"expand", render_expand}, {"info", render_panel},
    {"noformat", render_code}, {"note", render_panel},    {"panel", render_panel},
    {"status", render_status}, {"tip", render_panel},     {"warning", render_panel},
};

static void render_macro(struct renderer *renderer, const struct xml_node *macro)
{
    struct slice name = render_attribute(macro, "ac:name");

    for (size_t i = 0; i < sizeof macro_rules / sizeof macro_rules[0]; i++) {
        if (slice_equals(name, macro_rules[i].name)) {
            macro_rules[i].render(renderer, macro);
            return;
        }
    }
    render_any_macro(renderer, macro);
}

/* The target of a link to a page, which the browser resolves by title. */
static void append_page_address(struct renderer *renderer, const struct xml_node *page)
{
    struct slice space = render_attribute(page, "ri:space-key");

    strbuf_append(&renderer->html, "/wiki/display/");
    percent_encode(&renderer->html, space.length > 0 ? space : slice_from(renderer->space_key));
    strbuf_append_char(&renderer->html, '/');
    percent_encode(&renderer->html, render_attribute(page, "ri:content-title"));
}

/* The words of a link: its body, or what its target is called. */
static void append_link_words(struct renderer *renderer, const struct xml_node *link)
{
    static const char *const attributes[] = {"ri:content-title", "ri:filename", "ri:account-id",
                                             "ri:username", "ri:value"};
    const struct xml_node *rich = xml_child_find(link, "ac:link-body");
    const struct xml_node *plain = xml_child_find(link, "ac:plain-text-link-body");

    if (rich || plain) {
        render_children(renderer, rich ? rich : plain);
        return;
    }
    for (const struct xml_node *child = link->first_child; child; child = child->next) {
        for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++) {
            html_append(&renderer->html, render_attribute(child, attributes[i]));
        }
    }
    if (!link->first_child) {
        html_append(&renderer->html, render_attribute(link, "ac:anchor"));
    }
}

static void render_link(struct renderer *renderer, const struct xml_node *link)
{
    const struct xml_node *page = xml_child_find(link, "ri:page");
    bool is_user = xml_child_find(link, "ri:user") != NULL;

    strbuf_append(&renderer->html, is_user ? "<span class=\"mention\">@" : "<a");
    if (page) {
        strbuf_append(&renderer->html, " href=\"");
        append_page_address(renderer, page);
        strbuf_append_char(&renderer->html, '"');
    }
    strbuf_append(&renderer->html, is_user ? "" : ">");
    append_link_words(renderer, link);
    strbuf_append(&renderer->html, is_user ? "</span>" : "</a>");
}

static void render_image(struct renderer *renderer, const struct xml_node *image)
{
    const struct xml_node *attachment = xml_child_find(image, "ri:attachment");
    const struct xml_node *address = xml_child_find(image, "ri:url");
    const struct xml_node *caption = xml_child_find(image, "ac:caption");

    strbuf_append(&renderer->html, "<span class=\"image\">🖼 ");
    if (attachment || address) {
        html_append(&renderer->html, attachment ? render_attribute(attachment, "ri:filename")
                                                : render_attribute(address, "ri:value"));
    }
    strbuf_append(&renderer->html, "</span>");
    if (caption) {
        strbuf_append(&renderer->html, "<div class=\"caption\">");
        render_children(renderer, caption);
        strbuf_append(&renderer->html, "</div>");
    }
}

static void render_task_list(struct renderer *renderer, const struct xml_node *list)
{
    strbuf_append(&renderer->html, "<ul class=\"tasks\">");
    render_children(renderer, list);
    strbuf_append(&renderer->html, "</ul>");
}

static void render_task(struct renderer *renderer, const struct xml_node *task)
{
    const struct xml_node *status = xml_child_find(task, "ac:task-status");
    const struct xml_node *body = xml_child_find(task, "ac:task-body");
    const struct xml_node *said = status ? status->first_child : NULL;
    bool is_done = said && said->kind != XML_ELEMENT && slice_equals(said->text, "complete");

    strbuf_append(&renderer->html, is_done ? "<li><input type=\"checkbox\" disabled checked> "
                                           : "<li><input type=\"checkbox\" disabled> ");
    if (body) {
        render_children(renderer, body);
    }
    strbuf_append(&renderer->html, "</li>");
}

static void render_emoticon(struct renderer *renderer, const struct xml_node *emoticon)
{
    struct slice fallback = render_attribute(emoticon, "ac:emoji-fallback");

    if (fallback.length > 0) {
        html_append(&renderer->html, fallback);
        return;
    }
    strbuf_append(&renderer->html, ":");
    html_append(&renderer->html, render_attribute(emoticon, "ac:name"));
    strbuf_append(&renderer->html, ":");
}

static void render_marker(struct renderer *renderer, const struct xml_node *marker)
{
    strbuf_append(&renderer->html, "<mark title=\"commented\">");
    render_children(renderer, marker);
    strbuf_append(&renderer->html, "</mark>");
}

static void render_placeholder(struct renderer *renderer, const struct xml_node *placeholder)
{
    strbuf_append(&renderer->html, "<span class=\"macro\">");
    render_children(renderer, placeholder);
    strbuf_append(&renderer->html, "</span>");
}

static void render_section(struct renderer *renderer, const struct xml_node *section)
{
    strbuf_append(&renderer->html, "<div class=\"section\">");
    render_children(renderer, section);
    strbuf_append(&renderer->html, "</div>");
}

static void render_cell(struct renderer *renderer, const struct xml_node *cell)
{
    strbuf_append(&renderer->html, "<div class=\"cell\">");
    render_children(renderer, cell);
    strbuf_append(&renderer->html, "</div>");
}

/* Holds the content twice: for ADF, and as HTML for everybody else. */
static void render_adf(struct renderer *renderer, const struct xml_node *extension)
{
    const struct xml_node *fallback = xml_child_find(extension, "ac:adf-fallback");

    strbuf_append(&renderer->html, "<div class=\"frame\">");
    render_children(renderer, fallback ? fallback : extension);
    strbuf_append(&renderer->html, "</div>");
}

static void render_nothing(struct renderer *renderer, const struct xml_node *element)
{
    (void)renderer;
    (void)element;
}

static const struct render_rule element_rules[] = {
    {"ac:structured-macro", render_macro},
    {"ac:macro", render_macro},
    {"ac:link", render_link},
    {"ac:image", render_image},
    {"ac:task-list", render_task_list},
    {"ac:task", render_task},
    {"ac:emoticon", render_emoticon},
    {"ac:inline-comment-marker", render_marker},
    {"ac:placeholder", render_placeholder},
    {"ac:layout-section", render_section},
    {"ac:layout-cell", render_cell},
    {"ac:adf-extension", render_adf},
    {"ac:adf-attribute", render_nothing},
    {"ac:parameter", render_nothing},
};

bool render_extension(struct renderer *renderer, const struct xml_node *element)
{
    for (size_t i = 0; i < sizeof element_rules / sizeof element_rules[0]; i++) {
        if (slice_equals(element->name, element_rules[i].name)) {
            element_rules[i].render(renderer, element);
            return true;
        }
    }
    return false;
}
