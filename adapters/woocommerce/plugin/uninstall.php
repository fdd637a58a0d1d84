<?php
/**
 * Takes everything away that the plugin made.
 *
 * @package Retorno
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/**
 * Of one site.
 */
function retorno_uninstall_site() {
	global $wpdb;
	foreach ( array( 'connection', 'settings', 'link_key', 'table_version', 'clock_drift', 'last_delivery', 'nudged_at' ) as $name ) {
		delete_option( 'retorno_' . $name );
	}
	if ( function_exists( 'as_unschedule_all_actions' ) ) {
		as_unschedule_all_actions( 'retorno_deliver' );
		as_unschedule_all_actions( 'retorno_sweep' );
	}
	// phpcs:disable WordPress.DB
	$wpdb->query( "DROP TABLE IF EXISTS {$wpdb->prefix}retorno_carts" );
	$wpdb->query( "DELETE FROM {$wpdb->postmeta} WHERE meta_key IN ('_retorno_cart', '_retorno_ref')" );
	$orders_meta = $wpdb->prefix . 'wc_orders_meta';
	if ( $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $orders_meta ) ) ) === $orders_meta ) {
		$wpdb->query( "DELETE FROM {$orders_meta} WHERE meta_key IN ('_retorno_cart', '_retorno_ref')" );
	}
	// phpcs:enable
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $retorno_site ) {
		switch_to_blog( $retorno_site );
		retorno_uninstall_site();
		restore_current_blog();
	}
} else {
	retorno_uninstall_site();
}
