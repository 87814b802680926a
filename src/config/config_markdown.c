/* SPDX-License-Identifier: MIT */
/* The key `markdown` of config.yaml. */
#include <string.h>
#include <strings.h>

#include "config/keys_internal.h"

static bool read_heading_shift(struct reader *reader, const struct node *value, void *target)
{
    struct config_markdown *markdown = target;
    const char *number = "";

    if (!config_read_text(reader, value, &number)) {
        return false;
    }
    if (strlen(number) != 1 || number[0] < '0' || number[0] > '0' + CONFIG_HEADING_SHIFT_MOST) {
        return node_fail(value, reader->file, reader->error, "expected a number from 0 to %d",
                         CONFIG_HEADING_SHIFT_MOST);
    }
    markdown->heading_shift = number[0] - '0';
    return true;
}

/* One of two words: whether it is the first. */
static bool read_choice(struct reader *reader, const struct node *value, const char *yes,
                        const char *no, bool *is_yes)
{
    const char *word = "";

    if (!config_read_text(reader, value, &word)) {
        return false;
    }
    *is_yes = strcmp(word, yes) == 0;
    return *is_yes || strcmp(word, no) == 0 ||
           node_fail(value, reader->file, reader->error, "expected %s or %s", yes, no);
}

static bool read_colours(struct reader *reader, const struct node *value, void *target)
{
    struct config_markdown *markdown = target;

    return read_choice(reader, value, "shown", "hidden", &markdown->shows_colours);
}

static bool read_title_heading(struct reader *reader, const struct node *value, void *target)
{
    struct config_markdown *markdown = target;

    return read_choice(reader, value, "true", "false", &markdown->has_title_heading);
}

static bool read_macro_name(struct reader *reader, const struct node *value, const char *shows,
                            const char **name)
{
    if (!config_read_text(reader, value, name)) {
        return false;
    }
    if (slice_is_blank(value->text) || slice_equals(value->text, "code")) {
        return node_fail(value, reader->file, reader->error,
                         "expected the name of a macro that shows %s", shows);
    }
    return true;
}

static bool read_mermaid(struct reader *reader, const struct node *value, void *target)
{
    return read_macro_name(reader, value, "diagrams", &((struct config_markdown *)target)->mermaid);
}

static bool read_plantuml(struct reader *reader, const struct node *value, void *target)
{
    return read_macro_name(reader, value, "diagrams",
                           &((struct config_markdown *)target)->plantuml);
}

static bool read_math(struct reader *reader, const struct node *value, void *target)
{
    return read_macro_name(reader, value, "formulas", &((struct config_markdown *)target)->math);
}

/* Two panels with one alert could not be told apart on the way back. */
static bool check_alert_is_free(struct reader *reader, const struct node *value,
                                const struct config_markdown *markdown, const char *alert)
{
    for (size_t i = 0; i < markdown->panel_count; i++) {
        if (strcmp(markdown->panels[i].alert, alert) == 0) {
            return node_fail(value, reader->file, reader->error,
                             "%s is the alert of the panel \"%s\" already", alert,
                             markdown->panels[i].macro);
        }
    }
    return true;
}

static bool read_panel(struct reader *reader, const struct node_pair *pair,
                       struct config_markdown *markdown)
{
    static const char *const alerts[] = {"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"};
    const char *word = pair->value->text.start;
    size_t i = 0;

    while (i < KEY_COUNT(alerts) && strcasecmp(alerts[i], word) != 0) {
        i++;
    }
    if (i == KEY_COUNT(alerts)) {
        return node_fail(pair->value, reader->file, reader->error,
                         "expected NOTE, TIP, IMPORTANT, WARNING or CAUTION, not \"%s\"", word);
    }
    if (!check_alert_is_free(reader, pair->value, markdown, alerts[i])) {
        return false;
    }
    markdown->panels[markdown->panel_count++] =
        (struct config_panel){pair->key->text.start, alerts[i]};
    return true;
}

/* Which panel it is, read_panels says. */
static bool check_is_text(struct reader *reader, const struct node *value, void *target)
{
    const char *text = "";

    (void)target;
    return config_read_text(reader, value, &text);
}

static const struct key panel_keys[] = {
    {"adf:note", false, check_is_text}, {"info", false, check_is_text},
    {"note", false, check_is_text},     {"panel", false, check_is_text},
    {"tip", false, check_is_text},      {"warning", false, check_is_text},
};
static bool read_panels(struct reader *reader, const struct node *value, void *target)
{
    struct config_markdown *markdown = target;

    if (!config_read_map(reader, value, panel_keys, KEY_COUNT(panel_keys), NULL)) {
        return false;
    }
    for (size_t i = 0; i < value->count; i++) {
        if (!read_panel(reader, &value->pairs[i], markdown)) {
            return false;
        }
    }
    return true;
}

static const struct key markdown_keys[] = {
    {"colours", false, read_colours},
    {"heading_shift", false, read_heading_shift},
    {"math", false, read_math},
    {"mermaid", false, read_mermaid},
    {"panels", false, read_panels},
    {"plantuml", false, read_plantuml},
    {"title_heading", false, read_title_heading},
};

bool config_read_markdown(struct reader *reader, const struct node *value,
                          struct config_markdown *markdown)
{
    return config_read_map(reader, value, markdown_keys, KEY_COUNT(markdown_keys), markdown);
}
