/* SPDX-License-Identifier: MIT */
#include "sandbox/page_list.h"

#include <stdio.h>

#include "sandbox_fixture.h"

enum { PAGES = 40 };

static int open_with_pages(void **state)
{
    int result = sandbox_fixture_open(state);
    struct sandbox_fixture *fixture = *state;
    char title[16];

    for (int i = 0; i < PAGES; i++) {
        (void)snprintf(title, sizeof title, "%c %02d", i % 2 ? 'b' : 'A', i);
        fixture->time.now_ms += i % 3;
        (void)sandbox_fixture_page(fixture, title, 0);
    }
    return result;
}

/* All ids of a listing, piece by piece, and how many pieces were short. */
static size_t walk(struct sandbox_fixture *fixture, struct page_query query, long long *ids,
                   size_t *short_count)
{
    size_t count = 0;

    *short_count = 0;
    do {
        struct page_listing listing;
        struct problem problem = {0};
        sandbox_fixture_check(
            page_list(&fixture->sandbox, fixture->arena, &query, &listing, &problem), &problem);
        assert_true(listing.count > 0 && listing.count <= (size_t)query.limit);
        assert_true(count + listing.count <= PAGES + 1);
        for (size_t i = 0; i < listing.count; i++) {
            ids[count++] = listing.pages[i].id;
        }
        *short_count += listing.next.start && listing.count < (size_t)query.limit ? 1 : 0;
        query.cursor = listing.next;
    } while (query.cursor.start);
    return count;
}

static struct page_query query_in(enum page_sort sort, bool is_descending)
{
    return (struct page_query){
        .statuses = "[\"current\"]",
        .order = {.sort = sort, .is_descending = is_descending, .name = SLICE_LITERAL("x")},
        .limit = 7,
    };
}

static void every_order_gives_every_page_once(void **state)
{
    struct sandbox_fixture *fixture = *state;

    for (int sort = PAGE_SORT_ID; sort <= PAGE_SORT_POSITION; sort++) {
        for (int is_descending = 0; is_descending <= 1; is_descending++) {
            long long ids[PAGES + 1];
            size_t short_count = 0;
            struct page_query query = query_in((enum page_sort)sort, is_descending);
            assert_int_equal(walk(fixture, query, ids, &short_count), PAGES + 1);
            for (size_t i = 0; i <= PAGES; i++) {
                for (size_t j = 0; j < i; j++) {
                    assert_true(ids[i] != ids[j]);
                }
            }
        }
    }
}

static void orders_down_are_orders_up_backwards(void **state)
{
    struct sandbox_fixture *fixture = *state;

    for (int sort = PAGE_SORT_ID; sort <= PAGE_SORT_POSITION; sort++) {
        long long up[PAGES + 1];
        long long down[PAGES + 1];
        size_t short_count = 0;
        (void)walk(fixture, query_in((enum page_sort)sort, false), up, &short_count);
        (void)walk(fixture, query_in((enum page_sort)sort, true), down, &short_count);
        for (size_t i = 0; i <= PAGES; i++) {
            assert_int_equal(up[i], down[PAGES - i]);
        }
    }
}

static void titles_are_ordered_without_regard_to_case(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long ids[PAGES + 1];
    size_t short_count = 0;

    (void)walk(fixture, query_in(PAGE_SORT_TITLE, false), ids, &short_count);
    assert_true(slice_equals(sandbox_fixture_get(fixture, ids[0]).title, "A 00"));
    assert_true(slice_equals(sandbox_fixture_get(fixture, ids[PAGES / 2]).title, "b 01"));
}

static void some_pieces_are_short_before_the_end(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long ids[PAGES + 1];
    size_t short_count = 0;
    struct page_query query = query_in(PAGE_SORT_ID, false);

    (void)walk(fixture, query, ids, &short_count);
    assert_true(short_count > 0);
    query.limit = 1;
    (void)walk(fixture, query, ids, &short_count);
    assert_int_equal(short_count, 0);
}

static void pages_that_come_and_go_meanwhile_neither_hide_nor_double_others(void **state)
{
    struct sandbox_fixture *fixture = *state;
    struct page_query query = query_in(PAGE_SORT_ID, false);
    struct page_listing first;
    struct page_listing second;
    struct problem problem = {0};

    sandbox_fixture_check(page_list(&fixture->sandbox, fixture->arena, &query, &first, &problem),
                          &problem);
    sandbox_fixture_check(page_delete(&fixture->sandbox, fixture->arena, first.pages[1].id,
                                      PAGE_DELETE_TO_TRASH, &problem),
                          &problem);
    (void)sandbox_fixture_page(fixture, "late", 0);
    query.cursor = first.next;
    sandbox_fixture_check(page_list(&fixture->sandbox, fixture->arena, &query, &second, &problem),
                          &problem);
    assert_true(slice_equals(second.pages[0].title, "A 06"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_order_gives_every_page_once, open_with_pages,
                                        sandbox_fixture_close),
        cmocka_unit_test_setup_teardown(orders_down_are_orders_up_backwards, open_with_pages,
                                        sandbox_fixture_close),
        cmocka_unit_test_setup_teardown(titles_are_ordered_without_regard_to_case, open_with_pages,
                                        sandbox_fixture_close),
        cmocka_unit_test_setup_teardown(some_pieces_are_short_before_the_end, open_with_pages,
                                        sandbox_fixture_close),
        cmocka_unit_test_setup_teardown(
            pages_that_come_and_go_meanwhile_neither_hide_nor_double_others, open_with_pages,
            sandbox_fixture_close),
    };
    return cmocka_run_group_tests_name("sandbox/page_list", tests, NULL, NULL);
}
