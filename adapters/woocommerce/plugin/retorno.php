<?php
/**
 * Plugin Name: Retorno for WooCommerce
 * Description: Tells Retorno which carts were left, brings shoppers back to them on any device, and opens Retorno inside WordPress.
 * Version: 1.0.0
 * Author: Retorno
 * License: MIT
 * Text Domain: retorno
 * Domain Path: /languages
 * Requires at least: 6.5
 * Requires PHP: 7.4
 * Requires Plugins: woocommerce
 * WC requires at least: 9.0
 * WC tested up to: 10.9
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

define( 'RETORNO_VERSION', '1.0.0' );
define( 'RETORNO_FILE', __FILE__ );

require_once __DIR__ . '/includes/class-retorno-settings.php';
require_once __DIR__ . '/includes/class-retorno-connection.php';
require_once __DIR__ . '/includes/class-retorno-table.php';
require_once __DIR__ . '/includes/class-retorno-sender.php';
require_once __DIR__ . '/includes/class-retorno-outbox.php';
require_once __DIR__ . '/includes/class-retorno-link.php';
require_once __DIR__ . '/includes/class-retorno-visit.php';
require_once __DIR__ . '/includes/class-retorno-snapshot.php';
require_once __DIR__ . '/includes/class-retorno-capture.php';
require_once __DIR__ . '/includes/class-retorno-script.php';
require_once __DIR__ . '/includes/class-retorno-consent.php';
require_once __DIR__ . '/includes/class-retorno-orders.php';
require_once __DIR__ . '/includes/class-retorno-restore.php';
require_once __DIR__ . '/includes/class-retorno-notices.php';
require_once __DIR__ . '/includes/class-retorno-launch.php';
require_once __DIR__ . '/includes/class-retorno-routes.php';
require_once __DIR__ . '/includes/class-retorno-admin.php';
require_once __DIR__ . '/includes/class-retorno-privacy.php';
require_once __DIR__ . '/includes/class-retorno-plugin.php';

Retorno_Plugin::start();
