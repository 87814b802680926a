/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include <assert.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/suggest.h"

enum {
    MOST_RULES = 64,
    LONG_BASE = 256, /* what getopt_long returns for the first rule's long form */
};

/* The groups' rules in one row, and the same for getopt_long. */
struct scanner {
    const struct option_rule *rules[MOST_RULES];
    void *values[MOST_RULES];
    size_t count;
    struct option longs[MOST_RULES + 1];
    char letters[2 * MOST_RULES + 3];
};

static void append_letter(struct scanner *scanner, char letter)
{
    size_t length = strlen(scanner->letters);
    assert(length + 1 < sizeof scanner->letters);
    scanner->letters[length] = letter;
}

static void add_rule(struct scanner *scanner, const struct option_rule *rule, void *values)
{
    bool has_value = rule->kind != OPTION_FLAG;
    size_t position = scanner->count++;

    assert(position < MOST_RULES);
    scanner->rules[position] = rule;
    scanner->values[position] = values;
    scanner->longs[position] = (struct option){
        .name = rule->name,
        .has_arg = has_value ? required_argument : no_argument,
        .val = LONG_BASE + (int)position,
    };
    if (rule->letter != '\0') {
        append_letter(scanner, rule->letter);
    }
    if (rule->letter != '\0' && has_value) {
        append_letter(scanner, ':');
    }
}

static void prepare(struct scanner *scanner, const struct option_group *groups, size_t group_count,
                    enum option_scan scan)
{
    if (scan == OPTION_SCAN_LEADING) {
        append_letter(scanner, '+');
    }
    append_letter(scanner, ':');
    for (size_t i = 0; i < group_count; i++) {
        for (size_t j = 0; j < groups[i].count; j++) {
            add_rule(scanner, &groups[i].rules[j], groups[i].values);
        }
    }
}

/* The position of the rule that getopt_long's answer means; it answers with no others. */
static size_t position_of(const struct scanner *scanner, int answer)
{
    if (answer >= LONG_BASE) {
        return (size_t)(answer - LONG_BASE);
    }
    for (size_t i = 0; i < scanner->count; i++) {
        if (scanner->rules[i]->letter == (char)answer) {
            return i;
        }
    }
    abort();
}

bool options_choice_holds(const char *choices, const char *word)
{
    struct slice rest = slice_from(choices);
    for (;;) {
        size_t end = slice_find_char(rest, 0, '|');
        bool is_last = end == SLICE_NOT_FOUND;
        if (slice_equals(slice_part(rest, 0, is_last ? rest.length : end), word)) {
            return true;
        }
        if (is_last) {
            return false;
        }
        rest = slice_part(rest, end + 1, rest.length);
    }
}

static bool store_number(const struct option_rule *rule, void *member, const char *text,
                         struct error *error)
{
    unsigned long long number = 0;
    if (!slice_parse_number(slice_from(text), &number) || number > rule->most) {
        return error_set(error, ERROR_USAGE, 0, "option --%s needs a number from 0 to %llu, not %s",
                         rule->name, rule->most, text);
    }
    memcpy(member, &number, sizeof number);
    return true;
}

static bool store(const struct option_rule *rule, void *values, const char *text,
                  struct error *error)
{
    void *member = (char *)values + rule->offset;
    switch (rule->kind) {
    case OPTION_FLAG:
        *(bool *)member = true;
        return true;
    case OPTION_NUMBER:
        return store_number(rule, member, text, error);
    case OPTION_CHOICE:
        if (!options_choice_holds(rule->argument, text)) {
            return error_set(error, ERROR_USAGE, 0, "option --%s is one of %s, not %s", rule->name,
                             rule->argument, text);
        }
        break;
    case OPTION_TEXT:
        break;
    }
    memcpy(member, &text, sizeof text);
    return true;
}

/* How many rules' names begin with the first `length` letters of `typed`. */
static size_t count_beginning(const struct scanner *scanner, const char *typed, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < scanner->count; i++) {
        count += strncmp(scanner->rules[i]->name, typed, length) == 0 ? 1 : 0;
    }
    return count;
}

static bool refuse_long(const struct scanner *scanner, const char *typed, struct error *error)
{
    int length = (int)strcspn(typed, "=");
    if (count_beginning(scanner, typed, (size_t)length) > 1) {
        return error_set(error, ERROR_USAGE, 0, "option --%.*s could mean several; write it out",
                         length, typed);
    }
    CLEANUP_STRBUF struct strbuf word = STRBUF(LONG_BASE);
    const char *guess = NULL;
    strbuf_append_slice(&word, (struct slice){typed, (size_t)length});
    for (size_t i = 0; i < scanner->count; i++) {
        guess = suggest_better(strbuf_text(&word), guess, scanner->rules[i]->name);
    }
    if (guess != NULL) {
        return error_set(error, ERROR_USAGE, 0, "no such option: --%.*s; did you mean --%s?",
                         length, typed, guess);
    }
    return error_set(error, ERROR_USAGE, 0, "no such option: --%.*s", length, typed);
}

/* Puts into words why getopt_long refused; `what` is its optopt, 0 for an unknown long option. */
static bool refuse(const struct scanner *scanner, int answer, int what, const char *argument,
                   struct error *error)
{
    if (answer == ':') {
        const struct option_rule *rule = scanner->rules[position_of(scanner, what)];
        return error_set(error, ERROR_USAGE, 0, "option --%s needs a value: %s", rule->name,
                         rule->argument);
    }
    if (what >= LONG_BASE) {
        return error_set(error, ERROR_USAGE, 0, "option --%s takes no value",
                         scanner->rules[position_of(scanner, what)]->name);
    }
    if (what != 0) {
        return error_set(error, ERROR_USAGE, 0, "no such option: -%c", what);
    }
    return refuse_long(scanner, argument + 2, error);
}

/* getopt keeps its place between calls; this makes it begin anew. */
static void restart_getopt(void)
{
#if defined(__APPLE__) || defined(__FreeBSD__) || defined(__OpenBSD__) || defined(__NetBSD__)
    optreset = 1;
    optind = 1;
#else
    optind = 0;
#endif
    opterr = 0;
}

bool options_parse(const struct option_group *groups, size_t group_count, enum option_scan scan,
                   struct command_line line, size_t *first, struct error *error)
{
    struct scanner scanner = {0};

    prepare(&scanner, groups, group_count, scan);
    restart_getopt();
    for (;;) {
        int answer = getopt_long(line.count, line.words, scanner.letters, scanner.longs, NULL);
        if (answer == -1) {
            *first = (size_t)optind;
            return true;
        }
        if (answer == '?' || answer == ':') {
            return refuse(&scanner, answer, optopt, line.words[optind - 1], error);
        }
        size_t position = position_of(&scanner, answer);
        if (!store(scanner.rules[position], scanner.values[position], optarg, error)) {
            return false;
        }
    }
}
